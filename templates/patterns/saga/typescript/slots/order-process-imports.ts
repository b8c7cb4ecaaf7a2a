import { sagaProcess } from './patterns/saga/saga-process.ts'
