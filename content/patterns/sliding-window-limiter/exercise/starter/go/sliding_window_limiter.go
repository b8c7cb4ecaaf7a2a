// {{contract}}

package slidingwindowlimiter

// SlidingWindowLimiterOptions says how a limiter is made. A field that is zero takes its default.
type SlidingWindowLimiterOptions struct {
	Limit    int
	WindowMs int64
	Clock    func() int64
}

type SlidingWindowLimiter struct {
	clock func() int64
	// TODO: whatever the limiter must remember between calls.
}

func NewSlidingWindowLimiter(options SlidingWindowLimiterOptions) *SlidingWindowLimiter {
	// TODO: keep the options, with their defaults.
	return &SlidingWindowLimiter{clock: options.Clock}
}

// TryAcquire logs the request and returns true if there is a place; else it returns false.
func (l *SlidingWindowLimiter) TryAcquire(key string) bool {
	panic("TryAcquire is yours to write")
}

// Remaining returns how many requests of the key would be let through now.
func (l *SlidingWindowLimiter) Remaining(key string) int {
	panic("Remaining is yours to write")
}

// RetryAfterMs returns the milliseconds until TryAcquire(key) would succeed.
func (l *SlidingWindowLimiter) RetryAfterMs(key string) int64 {
	panic("RetryAfterMs is yours to write")
}

// Keys returns the keys of which a request counts, sorted.
func (l *SlidingWindowLimiter) Keys() []string {
	panic("Keys is yours to write")
}
