from service.patterns.saga.saga_process import SagaProcess
