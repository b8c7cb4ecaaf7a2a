import { ringShares, ringSpread, showShares } from './patterns/consistent-hashing.ts'
