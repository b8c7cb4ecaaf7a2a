import { retry } from './patterns/retry.ts'
