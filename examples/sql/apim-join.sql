-- Azure API Management's log of language models joined with its gateway log: one row a call.
COPY (
  SELECT CorrelationId,
         min(g.TimeGenerated) AS TimeGenerated,
         any_value(g.ApimSubscriptionId) AS ApimSubscriptionId,
         any_value(g.CallerIpAddress) AS CallerIpAddress,
         any_value(g.ResponseCode) AS ResponseCode,
         any_value(g.TotalTime) AS TotalTime,
         max(l.ModelName) AS ModelName,
         max(l.DeploymentName) AS DeploymentName,
         max(l.PromptTokens) AS PromptTokens,
         max(l.CompletionTokens) AS CompletionTokens,
         string_agg(l.RequestMessages, '' ORDER BY l.SequenceNumber) AS RequestMessages,
         string_agg(l.ResponseMessages, '' ORDER BY l.SequenceNumber) AS ResponseMessages
  FROM read_json('llm.json', columns = {
         CorrelationId: 'VARCHAR', SequenceNumber: 'INTEGER', ModelName: 'VARCHAR',
         DeploymentName: 'VARCHAR', PromptTokens: 'INTEGER', CompletionTokens: 'INTEGER',
         RequestMessages: 'VARCHAR', ResponseMessages: 'VARCHAR'}) AS l
  JOIN read_json('gateway.json', columns = {
         CorrelationId: 'VARCHAR', TimeGenerated: 'VARCHAR', ApimSubscriptionId: 'VARCHAR',
         CallerIpAddress: 'VARCHAR', ResponseCode: 'INTEGER', TotalTime: 'BIGINT'}) AS g
    USING (CorrelationId)
  GROUP BY CorrelationId
) TO 'calls.jsonl' (FORMAT json);
