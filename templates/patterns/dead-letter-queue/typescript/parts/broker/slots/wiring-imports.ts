import { parkMessages } from './patterns/dead-letters/park-messages.ts'
