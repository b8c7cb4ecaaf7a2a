import { gracefulShutdown } from './patterns/graceful-shutdown.ts'
