import { createSagas } from './migrations/sagas.ts'
