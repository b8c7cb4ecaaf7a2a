import { checkDatabase } from './patterns/check-database.ts'
