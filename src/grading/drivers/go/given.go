package driver

import (
	"strconv"
	"sync"

	"compendium/driver/clock"
)

// What a constructor is handed besides options, and what was done with it.
type given struct {
	lock sync.Mutex
	// air is where callbacks run.
	air     *flights
	numbers []float64
	drawn   int
	effects []string
}

func (g *given) random() float64 {
	g.lock.Lock()
	defer g.lock.Unlock()
	if len(g.numbers) == 0 {
		return 0.5
	}
	number := g.numbers[g.drawn%len(g.numbers)]
	g.drawn++
	return number
}

func (g *given) sleep(ms float64) {
	g.record("sleep(" + strconv.FormatFloat(ms, 'f', -1, 64) + ")")
	if ms > 0 {
		clock.Advance(int64(ms * 1e6))
	}
}

// record tells of what was done, in the order in which it was begun.
func (g *given) record(effect string) {
	g.lock.Lock()
	g.effects = append(g.effects, effect)
	g.lock.Unlock()
}

func (g *given) takeEffects() []string {
	g.lock.Lock()
	defer g.lock.Unlock()
	effects := g.effects
	g.effects = nil
	return effects
}

// hash gives 32 bits of any text: FNV-1a over its bytes, then the finalizer of MurmurHash3, so that texts
// that differ in their last letter alone land far from each other.
func hash(text string) uint32 {
	value := uint32(0x811C9DC5)
	for index := 0; index < len(text); index++ {
		value = (value ^ uint32(text[index])) * 0x01000193
	}
	value = (value ^ value>>16) * 0x85EBCA6B
	value = (value ^ value>>13) * 0xC2B2AE35
	return value ^ value>>16
}
