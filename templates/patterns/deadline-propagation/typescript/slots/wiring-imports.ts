import { passDeadlineOn, withinDeadline } from './patterns/deadline.ts'
