// {{contract}}

package loadshedder

// LoadShedderOptions says how a shedder is made. A field that is zero takes its default.
type LoadShedderOptions struct {
	TargetMs      int64
	ResumeMs      int64
	IntervalMs    int64
	CalmIntervals int
	Clock         func() int64
}

type LoadShedder struct {
	clock func() int64
	// TODO: whatever the shedder must remember between calls.
}

func NewLoadShedder(options LoadShedderOptions) *LoadShedder {
	// TODO: keep the options, with their defaults.
	return &LoadShedder{clock: options.Clock}
}

// RecordDelay says how long the request waited that is taken out of the queue now.
func (s *LoadShedder) RecordDelay(delayMs int64) {
	panic("RecordDelay is yours to write")
}

// Admit returns whether a request of this criticality is taken now.
func (s *LoadShedder) Admit(criticality string) bool {
	panic("Admit is yours to write")
}

// Level returns how many kinds of requests are shed now.
func (s *LoadShedder) Level() int {
	panic("Level is yours to write")
}
