import { limitOperation } from './patterns/limit-operation.ts'
