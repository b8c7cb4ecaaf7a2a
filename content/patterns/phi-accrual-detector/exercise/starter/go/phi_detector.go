// {{contract}}

package phidetector

// PhiDetectorOptions says how a detector is made. A field that is zero takes its default.
type PhiDetectorOptions struct {
	Threshold         float64
	WindowSize        int
	MinStdDeviationMs int64
	AcceptablePauseMs int64
	FirstIntervalMs   int64
	Clock             func() int64
}

type PhiDetector struct {
	clock func() int64
	// TODO: whatever the detector must remember between calls.
}

func NewPhiDetector(options PhiDetectorOptions) *PhiDetector {
	// TODO: keep the options, with their defaults.
	return &PhiDetector{clock: options.Clock}
}

// Heartbeat notes that a heartbeat has come, now.
func (d *PhiDetector) Heartbeat() {
	panic("Heartbeat is yours to write")
}

// Phi returns how surprising the present silence is.
func (d *PhiDetector) Phi() float64 {
	panic("Phi is yours to write")
}

// IsAvailable tells whether phi is below the threshold.
func (d *PhiDetector) IsAvailable() bool {
	panic("IsAvailable is yours to write")
}
