from service.database.tables.jobs import create_jobs
