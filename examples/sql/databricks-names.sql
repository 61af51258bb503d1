-- Names of served entities beside an inference table of Databricks Model Serving.
SELECT payload.*, entity.served_entity_name
FROM main.serving.chat_payload AS payload
LEFT JOIN (SELECT served_entity_id, max_by(served_entity_name, change_time) AS served_entity_name
           FROM system.serving.served_entities GROUP BY served_entity_id) AS entity
USING (served_entity_id)
