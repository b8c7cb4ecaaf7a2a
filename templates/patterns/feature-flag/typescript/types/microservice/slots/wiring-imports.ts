import { thankCustomers } from './notifications/thank-customers.ts'
