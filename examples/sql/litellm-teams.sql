-- An account table of LiteLLM's teams, where teams are judged.
SELECT t.team_id                                 AS account,
       t.organization_id                         AS org,
       coalesce(b.signed_up, t.created_at::date) AS created,
       b.country, b.plan, b.verified, b.payment, b.email_domain, b.legal_name, b.reseller,
       b.licence_scope, b.licence_document, b.licence_valid_until
FROM "LiteLLM_TeamTable" t
LEFT JOIN billing b USING (team_id)
ORDER BY account
