// Package time stands for the standard library's where the learner's package imports that: time passes
// only as the grader lets it pass.
package time

import (
	real "time"

	"compendium/driver/clock"
)

type (
	Duration   = real.Duration
	Location   = real.Location
	Month      = real.Month
	ParseError = real.ParseError
	Time       = real.Time
	Weekday    = real.Weekday
)

const (
	Nanosecond  = real.Nanosecond
	Microsecond = real.Microsecond
	Millisecond = real.Millisecond
	Second      = real.Second
	Minute      = real.Minute
	Hour        = real.Hour

	January   = real.January
	February  = real.February
	March     = real.March
	April     = real.April
	May       = real.May
	June      = real.June
	July      = real.July
	August    = real.August
	September = real.September
	October   = real.October
	November  = real.November
	December  = real.December

	Sunday    = real.Sunday
	Monday    = real.Monday
	Tuesday   = real.Tuesday
	Wednesday = real.Wednesday
	Thursday  = real.Thursday
	Friday    = real.Friday
	Saturday  = real.Saturday

	Layout      = real.Layout
	ANSIC       = real.ANSIC
	UnixDate    = real.UnixDate
	RubyDate    = real.RubyDate
	RFC822      = real.RFC822
	RFC822Z     = real.RFC822Z
	RFC850      = real.RFC850
	RFC1123     = real.RFC1123
	RFC1123Z    = real.RFC1123Z
	RFC3339     = real.RFC3339
	RFC3339Nano = real.RFC3339Nano
	Kitchen     = real.Kitchen
	Stamp       = real.Stamp
	StampMilli  = real.StampMilli
	StampMicro  = real.StampMicro
	StampNano   = real.StampNano
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

var (
	Local = real.Local
	UTC   = real.UTC
)

func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	return real.Date(year, month, day, hour, min, sec, nsec, loc)
}

func FixedZone(name string, offset int) *Location { return real.FixedZone(name, offset) }

func LoadLocation(name string) (*Location, error) { return real.LoadLocation(name) }

func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	return real.LoadLocationFromTZData(name, data)
}

func Parse(layout, value string) (Time, error) { return real.Parse(layout, value) }

func ParseDuration(s string) (Duration, error) { return real.ParseDuration(s) }

func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return real.ParseInLocation(layout, value, loc)
}

func Unix(sec int64, nsec int64) Time { return real.Unix(sec, nsec) }

func UnixMicro(usec int64) Time { return real.UnixMicro(usec) }

func UnixMilli(msec int64) Time { return real.UnixMilli(msec) }

func Now() Time { return real.Unix(0, clock.SystemNs()) }

func Since(t Time) Duration { return Now().Sub(t) }

func Until(t Time) Duration { return t.Sub(Now()) }

func Sleep(d Duration) { clock.Sleep(int64(d)) }

// A Timer fires once.
type Timer struct {
	C    <-chan Time
	fire func()
	set  *clock.Timer
}

func (t *Timer) Stop() bool {
	return t.set.Stop()
}

func (t *Timer) Reset(d Duration) bool {
	active := t.set.Stop()
	if t.C != nil {
		// As of Go 1.23: what was sent before is not seen after.
		select {
		case <-t.C:
		default:
		}
	}
	t.set = clock.Set(int64(d), t.fire)
	return active
}

func NewTimer(d Duration) *Timer {
	times := make(chan Time, 1)
	fire := func() { tell(times) }
	return &Timer{C: times, fire: fire, set: clock.Set(int64(d), fire)}
}

func AfterFunc(d Duration, f func()) *Timer {
	fire := func() { go f() }
	return &Timer{fire: fire, set: clock.Set(int64(d), fire)}
}

func After(d Duration) <-chan Time { return NewTimer(d).C }

func tell(times chan<- Time) {
	select {
	case times <- Now():
	default:
	}
}

// A Ticker fires again and again. Whoever is slow misses ticks.
type Ticker struct {
	C     <-chan Time
	times chan Time
	every Duration
	set   *clock.Timer
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	times := make(chan Time, 1)
	t := &Ticker{C: times, times: times, every: d}
	t.set = clock.Set(int64(d), t.fire)
	return t
}

func (t *Ticker) fire() {
	t.set = clock.Set(int64(t.every), t.fire)
	tell(t.times)
}

func (t *Ticker) Stop() {
	t.set.Stop()
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	t.set.Stop()
	t.every = d
	t.set = clock.Set(int64(d), t.fire)
}

func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
