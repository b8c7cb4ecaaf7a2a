import { acceptDeadlines, forgetDeadline, passDeadlineOn, withinDeadline } from './patterns/deadline.ts'
