import { bulkhead } from './patterns/bulkhead.ts'
