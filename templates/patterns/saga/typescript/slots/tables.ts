sagas: SagaRow
