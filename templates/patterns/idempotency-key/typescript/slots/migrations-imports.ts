import { createHandledMessages } from './migrations/handled-messages.ts'
