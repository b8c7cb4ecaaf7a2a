import { newSchema } from './new-schema.ts'
