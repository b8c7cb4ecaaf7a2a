from service.database.tables.sagas import create_sagas
