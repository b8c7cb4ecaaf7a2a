"sagas": create_sagas,
