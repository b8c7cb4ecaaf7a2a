import { historyRoute } from './patterns/event-sourcing/history-route.ts'
