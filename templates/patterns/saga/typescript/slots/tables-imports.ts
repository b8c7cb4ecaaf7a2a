import type { SagaRow } from './migrations/sagas.ts'
