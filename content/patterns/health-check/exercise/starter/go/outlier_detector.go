// {{contract}}

package outlierdetector

// OutlierDetectorOptions says how a detector is made. A field that is zero takes its default.
type OutlierDetectorOptions struct {
	ConsecutiveErrors     int
	BaseEjectionMs        int64
	MaxEjectionMs         int64
	MaxEjectionPercent    int
	PanicThresholdPercent int
	Clock                 func() int64
}

type OutlierDetector struct {
	clock func() int64
	// TODO: whatever the detector must remember of its hosts.
}

func NewOutlierDetector(options OutlierDetectorOptions) *OutlierDetector {
	// TODO: keep the options, with their defaults.
	return &OutlierDetector{clock: options.Clock}
}

// AddHost takes a host in; false when it is there already.
func (d *OutlierDetector) AddHost(host string) bool {
	panic("AddHost is yours to write")
}

// RemoveHost forgets a host; false when it was not there.
func (d *OutlierDetector) RemoveHost(host string) bool {
	panic("RemoveHost is yours to write")
}

// ReportSuccess notes that a request to the host has succeeded.
func (d *OutlierDetector) ReportSuccess(host string) {
	panic("ReportSuccess is yours to write")
}

// ReportError notes that a request to the host has failed, and returns whether this ejects it.
func (d *OutlierDetector) ReportError(host string) bool {
	panic("ReportError is yours to write")
}

// EjectedForMs returns what is left of the host's ejection; false when it is in service or not known.
func (d *OutlierDetector) EjectedForMs(host string) (int64, bool) {
	panic("EjectedForMs is yours to write")
}

// Available returns the hosts to send requests to, sorted.
func (d *OutlierDetector) Available() []string {
	panic("Available is yours to write")
}
