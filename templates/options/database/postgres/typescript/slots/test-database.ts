const server = process.env.TEST_DATABASE_URL
if (server !== undefined) return newSchema(server)
