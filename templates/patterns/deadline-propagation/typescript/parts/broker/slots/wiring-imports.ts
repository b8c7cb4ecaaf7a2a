import { forgetDeadline } from './patterns/forget-deadline.ts'
