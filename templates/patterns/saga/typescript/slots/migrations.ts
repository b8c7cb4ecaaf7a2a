sagas: createSagas,
