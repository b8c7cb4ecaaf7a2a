import { limitRate } from './patterns/rate-limiting.ts'
