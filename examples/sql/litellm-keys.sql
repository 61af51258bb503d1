-- An account table of LiteLLM's virtual keys, with what the table billing knows of each team.
SELECT k.token                                                  AS account,
       coalesce(k.organization_id, t.organization_id, k.team_id) AS org,
       coalesce(b.signed_up, t.created_at::date)                AS created,
       b.country, b.plan, b.verified, b.payment, b.email_domain, b.legal_name, b.reseller,
       b.licence_scope, b.licence_document, b.licence_valid_until
FROM (SELECT token, organization_id, team_id FROM "LiteLLM_VerificationToken"
      UNION
      SELECT token, organization_id, team_id FROM "LiteLLM_DeletedVerificationToken"
      WHERE token NOT IN (SELECT token FROM "LiteLLM_VerificationToken")) k
LEFT JOIN "LiteLLM_TeamTable" t ON t.team_id = k.team_id
LEFT JOIN billing b ON b.team_id = k.team_id
ORDER BY account
