-- An HTTP API with its integrations, routes and stages: one document, so that each change sees and
-- leaves a whole API. Ids are unique across accounts: they are host names.
CREATE TABLE http_api (
  api_id VARCHAR(10) NOT NULL PRIMARY KEY,
  account_id VARCHAR(12) NOT NULL,
  region VARCHAR(32) NOT NULL,
  definition TEXT NOT NULL
);

CREATE INDEX http_api_owner ON http_api (account_id, region, api_id);

-- What stages serve: a copy of the API's routes and integrations as they were.
CREATE TABLE http_api_deployment (
  api_id VARCHAR(10) NOT NULL,
  deployment_id VARCHAR(10) NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (api_id, deployment_id),
  FOREIGN KEY (api_id) REFERENCES http_api (api_id) ON DELETE CASCADE
);
