import { acceptDeadlines } from './patterns/accept-deadlines.ts'
