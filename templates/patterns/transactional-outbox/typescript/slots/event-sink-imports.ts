import { createOutbox } from './patterns/outbox.ts'
