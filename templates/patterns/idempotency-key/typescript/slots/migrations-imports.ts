import { createHandledMessages, indexHandledMessages } from './migrations/handled-messages.ts'
