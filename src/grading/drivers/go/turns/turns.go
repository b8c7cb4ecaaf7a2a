// Package turns lets one goroutine of a program run at a time, and hands the turn from one to another where
// the rewritten program yields it, as a seed decides: the same race happens again and again.
package turns

import (
	"bytes"
	"runtime"
	"sort"
	"strconv"
	"sync"
	"time"
)

const (
	// A goroutine that has the turn hands it on once in so many steps, on average.
	stride = 2
	// Methods that did so many steps go on for ever.
	mostSteps = 500000
	// After a goroutine could go on, it is let go on until it waits: so many turns of the runtime in a row that
	// were short say that it does. The runtime looks elsewhere first once in 61 turns.
	settlingTurns = 3
	// So many say that nobody can go on.
	quietTurns = 24
	shortTurn  = 4 * time.Millisecond
	// What neither runs nor waits for another goroutine waits for the world: so often it is waited for.
	mostLooks = 2000
	mostFired = 100
)

type state int

const (
	// away is whoever is blocked where nobody here can see it, until it comes to its next step.
	away state = iota
	// ready is whoever wants the turn.
	ready
	// waiting is whoever waits for a monitor of ours.
	waiting
	running
	ended
)

type task struct {
	id    int64
	state state
	gate  chan struct{}
}

// World is what the driver knows and this package does not.
type World struct {
	// Own counts the goroutines that are the driver's, those of calls among them.
	Own func() int
	// IsDead tells that no goroutine of the program can go on.
	IsDead func() (isDead, isRunning bool)
	// FireTimer lets time pass until a timer fires; false when there is none.
	FireTimer func() bool
}

// Turns of some calls side by side, and of whatever goroutines the program has of its own.
type Turns struct {
	lock   sync.Mutex
	world  World
	own    int
	random uint32
	tasks  map[int64]*task
	calls  int
	holder *task
	// moves counts everything that happens.
	moves  int
	steps  int
	jammed bool
	over   bool
}

var (
	// on is read at every step of the program, so it is no more than this. One goroutine runs at a time.
	on      bool
	current *Turns
)

// Yield is a step of the program.
func Yield() {
	if on {
		current.step()
	}
}

// As gives what it is given, a step later, as a value of the type of the first.
func As[T any](T) func(T) T {
	return later[T]
}

func later[T any](value T) T {
	Yield()
	return value
}

// Run does the jobs side by side, each in the goroutine that `start` begins it in. True when all have ended;
// false when they wait for each other, or one goes on for ever.
func Run(seed uint32, jobs int, start func(index int, begin, end func()), world World) bool {
	t := &Turns{random: mixed(seed), world: world, tasks: map[int64]*task{}, calls: jobs}
	t.rest()
	current, on = t, true
	for index := 0; index < jobs; index++ {
		came := make(chan *task)
		var mine *task
		begin := func() {
			mine = t.register()
			came <- mine
			<-mine.gate
		}
		start(index, begin, func() { t.end(mine) })
		<-came
	}
	t.own = world.Own()
	t.dispatch()
	t.rest()
	return !t.jammed
}

// rest lets what the program has of its own go on until it waits, before the calls and after them.
func (t *Turns) rest() {
	if runtime.NumGoroutine() > t.world.Own() && !t.jammed {
		settle(quietTurns)
	}
}

// mixed is the finalizer of MurmurHash3: seeds that differ in one bit share no beginning.
func mixed(seed uint32) uint32 {
	seed = (seed ^ seed>>16) * 0x85EBCA6B
	seed = (seed ^ seed>>13) * 0xC2B2AE35
	if seed ^= seed >> 16; seed != 0 {
		return seed
	}
	return 1
}

// draw is xorshift32 (Marsaglia 2003).
func (t *Turns) draw(count int) int {
	t.random ^= t.random << 13
	t.random ^= t.random >> 17
	t.random ^= t.random << 5
	return int(t.random>>8) % count
}

func (t *Turns) register() *task {
	t.lock.Lock()
	defer t.lock.Unlock()
	made := t.self()
	made.state = ready
	return made
}

// self is the goroutine that asks, as a task. Wants the lock held.
func (t *Turns) self() *task {
	id := goroutineID()
	known := t.tasks[id]
	if known == nil {
		known = &task{id: id, gate: make(chan struct{}, 1)}
		t.tasks[id] = known
	}
	return known
}

// isAlone tells that there is no goroutine but the driver's, and none of these is where we do not see it.
func (t *Turns) isAlone() bool {
	if t.holder == nil || runtime.NumGoroutine() > t.own {
		return false
	}
	for _, one := range t.tasks {
		if one.state == away {
			return false
		}
	}
	return true
}

func (t *Turns) step() {
	mine := t.arrive()
	if mine == nil {
		return
	}
	t.lock.Lock()
	t.steps++
	t.jammed = t.steps > mostSteps
	if t.draw(stride) != 0 && !t.jammed {
		t.lock.Unlock()
		return
	}
	t.pass(mine, ready)
}

// HandOn lets others go on, as a function does that the program is handed.
func HandOn() {
	if on {
		current.handOn()
	}
}

func (t *Turns) handOn() {
	if mine := t.arrive(); mine != nil {
		t.lock.Lock()
		t.pass(mine, ready)
	}
}

// arrive waits for the turn, unless the goroutine has it. Nil when all is over.
func (t *Turns) arrive() *task {
	t.lock.Lock()
	if t.over {
		t.lock.Unlock()
		return nil
	}
	t.moves++
	if t.isAlone() {
		mine := t.holder
		t.lock.Unlock()
		return mine
	}
	mine := t.self()
	if mine == t.holder {
		t.lock.Unlock()
		// What it did may have woken somebody, who shall not go on beside it.
		settle(settlingTurns)
		return mine
	}
	mine.state = ready
	t.lock.Unlock()
	<-mine.gate
	return mine
}

// pass hands the turn on, if anybody wants it, and waits for it. Wants the lock held, and frees it.
func (t *Turns) pass(mine *task, as state) {
	next := t.next(mine)
	if next == nil && as == ready && !t.jammed {
		t.lock.Unlock()
		return
	}
	mine.state = as
	if t.jammed {
		// For good: the process ends.
		next = nil
	}
	t.grant(next)
	t.lock.Unlock()
	<-mine.gate
}

// next is somebody else who wants the turn; nil when nobody does.
func (t *Turns) next(but *task) *task {
	var wanting []*task
	for _, one := range t.tasks {
		if one.state == ready && one != but {
			wanting = append(wanting, one)
		}
	}
	if len(wanting) == 0 {
		return nil
	}
	sort.Slice(wanting, func(a, b int) bool { return wanting[a].id < wanting[b].id })
	return wanting[t.draw(len(wanting))]
}

func (t *Turns) grant(one *task) {
	t.holder = one
	t.moves++
	if one != nil {
		one.state = running
		one.gate <- struct{}{}
	}
}

// end is that of a call.
func (t *Turns) end(mine *task) {
	t.lock.Lock()
	defer t.lock.Unlock()
	mine.state = ended
	t.calls--
	t.moves++
	if t.holder == mine {
		t.grant(t.next(mine))
	}
}

// dispatch gives the turn to somebody whenever nobody has it who could use it, until all calls have ended.
func (t *Turns) dispatch() {
	looks, fired := 0, 0
	for !t.isOver() {
		if !t.isQuiet() {
			continue
		}
		if t.revive() {
			continue
		}
		isDead, isRunning := t.world.IsDead()
		switch {
		case isRunning:
		case !isDead && looks < mostLooks:
			looks++
			time.Sleep(time.Millisecond)
		case isDead && fired < mostFired && t.world.FireTimer():
			fired++
		default:
			t.jammed = true
		}
	}
	t.stop()
}

func (t *Turns) isOver() bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.calls == 0 || t.jammed
}

// isQuiet tells that nothing happens any more.
func (t *Turns) isQuiet() bool {
	t.lock.Lock()
	before := t.moves
	t.lock.Unlock()
	for short := 0; short < quietTurns; short++ {
		if settle(1); t.moves != before {
			return false
		}
	}
	return true
}

// settle lets others run, until so many turns in a row were too short for anybody to have been stopped.
func settle(turns int) {
	for short := 0; short < turns; short++ {
		before := time.Now()
		runtime.Gosched()
		if time.Since(before) >= shortTurn {
			short = -1
		}
	}
}

// revive gives the turn to somebody; false when nobody wants it. Whoever had it is blocked.
func (t *Turns) revive() bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	if t.holder != nil {
		t.holder.state = away
		t.holder = nil
	}
	one := t.next(nil)
	if one != nil {
		t.grant(one)
	}
	return one != nil
}

// stop lets go whoever still waits for a turn: goroutines of the program's own. Where calls are stuck the
// process is to end.
func (t *Turns) stop() {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.over, on = true, false
	if t.jammed {
		return
	}
	for _, one := range t.tasks {
		if one.state == ready || one.state == waiting {
			one.gate <- struct{}{}
		}
	}
}

// goroutineID reads "goroutine 18 [running]:".
func goroutineID() int64 {
	buffer := make([]byte, 32)
	text := bytes.TrimPrefix(buffer[:runtime.Stack(buffer, false)], []byte("goroutine "))
	digits, _, _ := bytes.Cut(text, []byte(" "))
	id, _ := strconv.ParseInt(string(digits), 10, 64)
	return id
}
