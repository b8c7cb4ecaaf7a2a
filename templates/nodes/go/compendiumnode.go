// Write one node of a distributed system; run it as a process of its own, or step by step in virtual time.
//
//	type Echo struct{ Node }
//
//	func (e *Echo) OnEcho(m Message) {
//		e.Reply(m, Body{"type": "echo_ok", "echo": m.Body["echo"]})
//	}
//
//	func main() { Run(func() *Echo { return &Echo{} }) }
//
// A node only reacts: to a message (OnType), to a timer (OnTimer), to its start (OnStart). It never waits, never
// sleeps and starts no goroutines; it asks by Call, whose answer comes to a function. Time, chance and whatever must
// outlast a crash come from here (Now, Random, Save and Load), so that a run can be repeated to the letter: this is
// why the keys of a map are best walked in the order that Sorted gives, since Go walks them in another each time.
// On the wire this is Maelstrom's protocol. The file belongs beside yours; Go 1.18 and later, standard library only.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Body is what a message says. Whole numbers are int, others float64; lists are []any, objects map[string]any.
type Body map[string]any

// Message is what arrived.
type Message struct {
	Src  string `json:"src"`
	Dest string `json:"dest"`
	Body Body   `json:"body"`
}

// Type is the type of the body.
func (m Message) Type() string { return m.Text("type") }

// Int is a whole number of the body. Panics when it has none of this name, as Text and List do.
func (m Message) Int(key string) int { return sdkField[int](m, key) }

// Text is a text of the body.
func (m Message) Text(key string) string { return sdkField[string](m, key) }

// List is a list of the body.
func (m Message) List(key string) []any { return sdkField[[]any](m, key) }

// Into reads the body into a struct, by its tags for JSON.
func (m Message) Into(target any) error { return json.Unmarshal(sdkTextOf(m.Body), target) }

func (m Message) String() string { return fmt.Sprintf("%s -> %s %s", m.Src, m.Dest, sdkTextOf(m.Body)) }

func sdkField[T any](m Message, key string) T {
	value, is := m.Body[key].(T)
	if !is {
		panic(fmt.Sprintf("there is no %T %q in %s", value, key, m))
	}
	return value
}

// Sorted gives the keys of a map in their order.
func Sorted[K ~int | ~string, V any](from map[K]V) []K {
	keys := make([]K, 0, len(from))
	for key := range from {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(a, b int) bool { return keys[a] < keys[b] })
	return keys
}

// Handler is what reacts to events: a struct that embeds Node.
type Handler interface {
	// OnStart: it has its name now, and what it saved in earlier lives can be loaded.
	OnStart()
	// OnMessage gets whatever is no answer to a Call. It hands a message to OnType, as long as it is not written anew:
	// list_offsets goes to OnListOffsets(Message).
	OnMessage(m Message)
	// OnTimer: a timer is due.
	OnTimer(name string)
	sdkCore() *Node
}

// Node is for embedding. A crash takes all fields; what was saved stays.
type Node struct {
	// ID is its name, such as n0. Known from OnStart on, as are the others.
	ID string
	// Nodes are the names of all nodes, its own among them.
	Nodes []string
	// Random is chance, from the seed of the run.
	Random *rand.Rand

	world    sdkWorld
	handlers map[string]func(Message)
	calls    map[int]func(*Message)
	repeats  map[string]time.Duration
	nextID   int
}

// What runs a node: real time, or virtual time.
type sdkWorld interface {
	begin(id string) (seed int64, nextID int)
	send(m Message)
	setTimer(name string, delay time.Duration)
	cancelTimer(name string)
	now() time.Duration
	save(key string, text []byte)
	saved() map[string][]byte
	show(facts map[string]any)
}

func (n *Node) sdkCore() *Node { return n }

// OnStart does nothing, as long as it is not written anew.
func (n *Node) OnStart() {}

// OnTimer does nothing, as long as it is not written anew.
func (n *Node) OnTimer(name string) {}

// OnMessage hands a message to the method that its type names.
func (n *Node) OnMessage(m Message) {
	if handle, is := n.handlers[sdkHandlerOf(m.Type())]; is {
		handle(m)
	} else if m.Body["msg_id"] != nil {
		n.Error(m, 10, m.Type()+" is not supported")
	}
}

// Others are all nodes but this one.
func (n *Node) Others() []string {
	others := make([]string, 0, len(n.Nodes))
	for _, node := range n.Nodes {
		if node != n.ID {
			others = append(others, node)
		}
	}
	return others
}

// Send sends a message that needs no answer.
func (n *Node) Send(dest string, body Body) { n.started().send(Message{n.ID, dest, body}) }

// Reply answers a request. What needs no answer (it has no msg_id) gets none.
func (n *Node) Reply(request Message, body Body) {
	if asked := request.Body["msg_id"]; asked != nil {
		n.Send(request.Src, sdkWith(body, "in_reply_to", asked))
	}
}

// Error refuses a request, by one of Maelstrom's codes: 11 not now, 20 no such key, 22 expected another value.
func (n *Node) Error(request Message, code int, text string) {
	n.Reply(request, Body{"type": "error", "code": code, "text": text})
}

// Forward hands a request on; who gets it answers the one who asked.
func (n *Node) Forward(dest string, request Message) {
	n.started().send(Message{request.Src, dest, request.Body})
}

// Call asks, and calls then with the answer, or with nil when none came within a second.
func (n *Node) Call(dest string, body Body, then func(reply *Message)) {
	n.CallWithin(time.Second, dest, body, then)
}

// CallWithin is Call with another time.
func (n *Node) CallWithin(timeout time.Duration, dest string, body Body, then func(reply *Message)) {
	asked := n.nextID
	n.nextID++
	n.calls[asked] = then
	n.SetTimer(sdkCallTimer+strconv.Itoa(asked), timeout)
	n.Send(dest, sdkWith(body, "msg_id", asked))
}

const sdkCallTimer = "call "

// SetTimer makes OnTimer(name) be called after a delay. A timer of this name that is still running is replaced.
func (n *Node) SetTimer(name string, delay time.Duration) {
	delete(n.repeats, name)
	n.started().setTimer(name, delay)
}

// Every makes OnTimer(name) be called again and again.
func (n *Node) Every(name string, period time.Duration) {
	n.started().setTimer(name, period)
	n.repeats[name] = period
}

// CancelTimer stops a timer.
func (n *Node) CancelTimer(name string) {
	delete(n.repeats, name)
	n.started().cancelTimer(name)
}

// Now is a time of this run, or of this machine: good for differences only.
func (n *Node) Now() time.Duration { return n.started().now() }

// Save keeps a value under a text, as JSON, so that it outlasts a crash; nil forgets it. Durable when this returns.
func (n *Node) Save(key string, value any) { n.started().save(key, sdkTextOf(value)) }

// Load reads what was last saved under this key, in this life or an earlier one, into a pointer's target. False, and
// the target as it was, when there is nothing.
func (n *Node) Load(key string, target any) bool {
	text, is := n.started().saved()[key]
	if is {
		sdkMust(sdkUnpack(text, target))
	}
	return is
}

// SavedKeys are the keys that begin so, sorted.
func (n *Node) SavedKeys(prefix string) []string {
	keys := []string{}
	for _, key := range Sorted(n.started().saved()) {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Show tells whoever watches about this node, such as {"role": "leader", "term": 3}. It has no effect on it.
func (n *Node) Show(facts map[string]any) { n.started().show(facts) }

// Log writes to standard error: standard output belongs to messages.
func (n *Node) Log(words ...any) { fmt.Fprintln(os.Stderr, words...) }

func (n *Node) started() sdkWorld {
	if n.world == nil {
		panic("a node can do this from its OnStart on, not before")
	}
	return n.world
}

func sdkWith(body Body, key string, value any) Body {
	copied := Body{key: value}
	for name, one := range body {
		if name != key {
			copied[name] = one
		}
	}
	return copied
}

// How events come in.

func sdkReceive(h Handler, w sdkWorld, m Message) {
	n := h.sdkCore()
	if m.Type() == "init" {
		n.ID = m.Text("node_id")
		for _, node := range m.List("node_ids") {
			n.Nodes = append(n.Nodes, node.(string))
		}
		n.world, n.handlers = w, sdkHandlersOf(h)
		n.calls, n.repeats = map[int]func(*Message){}, map[string]time.Duration{}
		seed, nextID := w.begin(n.ID)
		n.Random, n.nextID = rand.New(rand.NewSource(seed)), nextID
		h.OnStart()
		n.Reply(m, Body{"type": "init_ok"})
		return
	}
	asked, is := m.Body["in_reply_to"].(int)
	if !is {
		h.OnMessage(m)
	} else if _, is := n.calls[asked]; is {
		w.cancelTimer(sdkCallTimer + strconv.Itoa(asked))
		n.answer(asked, &m)
	}
}

func sdkDue(h Handler, w sdkWorld, name string) {
	n := h.sdkCore()
	if strings.HasPrefix(name, sdkCallTimer) {
		if asked, err := strconv.Atoi(name[len(sdkCallTimer):]); err == nil {
			n.answer(asked, nil)
			return
		}
	}
	if period, is := n.repeats[name]; is {
		w.setTimer(name, period)
	}
	h.OnTimer(name)
}

func (n *Node) answer(asked int, reply *Message) {
	then := n.calls[asked]
	delete(n.calls, asked)
	if then != nil {
		then(reply)
	}
}

// The methods that messages go to. Where one of that name cannot handle a message, it is said so once one comes.
func sdkHandlersOf(h Handler) map[string]func(Message) {
	found := map[string]func(Message){}
	value := reflect.ValueOf(h)
	for at := 0; at < value.NumMethod(); at++ {
		name := value.Type().Method(at).Name
		if name == "OnStart" || name == "OnMessage" || name == "OnTimer" || !strings.HasPrefix(name, "On") {
			continue
		}
		handle, is := value.Method(at).Interface().(func(Message))
		if !is {
			handle = func(m Message) { panic(name + " cannot handle a message: it must be a func(m Message)") }
		}
		found[name] = handle
	}
	return found
}

// list_offsets -> OnListOffsets
func sdkHandlerOf(kind string) string {
	words := strings.Split(kind, "_")
	for at, word := range words {
		if word != "" {
			words[at] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return "On" + strings.Join(words, "")
}

// Run runs a node until nobody sends any more.
func Run[H Handler](make func() H) {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Fprintf(os.Stderr, "panic: %v\n\n%s", reason, debug.Stack())
			os.Exit(1)
		}
	}()
	if os.Getenv("COMPENDIUM_NODE") == "steps" {
		sdkRunSteps(func() Handler { return make() })
	} else {
		(&sdkLive{since: time.Now(), timers: map[string]*time.Timer{}, events: sdkNewEvents(), kept: sdkKeeper{}}).run(make())
	}
}

func sdkMust(err error) {
	if err != nil {
		panic(err)
	}
}

// JSON as it is on the wire: whole numbers stay whole, and < is written as it is.
func sdkTextOf(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	sdkMust(encoder.Encode(value))
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

func sdkUnpack(text []byte, target any) error {
	switch into := target.(type) {
	case *any:
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		if err := decoder.Decode(into); err != nil {
			return err
		}
		*into = sdkNumbered(*into)
		return nil
	case *map[string]any:
		return sdkUnpackBody(text, into)
	case *Body:
		return sdkUnpackBody(text, (*map[string]any)(into))
	case *[]any:
		var value any
		err := sdkUnpack(text, &value)
		*into, _ = value.([]any)
		return err
	default:
		return json.Unmarshal(text, target)
	}
}

func sdkUnpackBody(text []byte, into *map[string]any) error {
	var value any
	err := sdkUnpack(text, &value)
	*into, _ = value.(map[string]any)
	return err
}

func sdkNumbered(value any) any {
	switch value := value.(type) {
	case json.Number:
		if whole, err := strconv.Atoi(string(value)); err == nil {
			return whole
		}
		if strings.ContainsAny(string(value), ".eE") {
			if number, err := value.Float64(); err == nil {
				return number
			}
		}
		return value
	case []any:
		for at, one := range value {
			value[at] = sdkNumbered(one)
		}
	case map[string]any:
		for key, one := range value {
			value[key] = sdkNumbered(one)
		}
	}
	return value
}

func sdkMessageOf(value any) Message {
	object, _ := value.(map[string]any)
	src, _ := object["src"].(string)
	dest, _ := object["dest"].(string)
	body, is := object["body"].(map[string]any)
	if !is {
		panic(fmt.Sprintf("a message has no body: %s", sdkTextOf(value)))
	}
	return Message{src, dest, body}
}

func sdkWriteLine(text []byte) {
	if _, err := os.Stdout.Write(append(text, '\n')); err != nil {
		if errors.Is(err, syscall.EPIPE) {
			os.Exit(0)
		}
		panic(err)
	}
}

func sdkHashOf(text string) int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(text))
	return int64(hash.Sum64())
}

// Lines of standard input; rest is what was read beyond the last of them.
type sdkLines struct{ rest []byte }

func (l *sdkLines) next() ([]byte, bool) {
	looked := 0
	for {
		if at := bytes.IndexByte(l.rest[looked:], '\n'); at >= 0 {
			line := l.rest[:looked+at]
			l.rest = l.rest[looked+at+1:]
			return line, true
		}
		looked = len(l.rest)
		if cap(l.rest)-looked < 65536 {
			l.rest = append(make([]byte, 0, 2*looked+2*65536), l.rest...)
		}
		count, err := os.Stdin.Read(l.rest[looked : looked+65536])
		l.rest = l.rest[:looked+count]
		if err == io.EOF || (count == 0 && err != nil) {
			return nil, false
		}
	}
}

// What is kept is text: whoever changes a value that was loaded changes nothing of what was saved.
type sdkKeeper map[string][]byte

func (k sdkKeeper) keep(key string, text []byte) {
	if string(text) == "null" {
		delete(k, key)
	} else {
		k[key] = text
	}
}

// The node as a process among others: real time, a goroutine that reads, and everything else in one loop.
type sdkLive struct {
	since  time.Time
	timers map[string]*time.Timer
	events chan sdkEvent
	kept   sdkKeeper
	file   *os.File
}

type sdkEvent struct {
	line  []byte
	isEnd bool
	timer string
	// Set where a timer is due: it counts only as long as it is the one of its name.
	which *time.Timer
}

func sdkNewEvents() chan sdkEvent { return make(chan sdkEvent, 1024) }

func (l *sdkLive) run(h Handler) {
	go func() {
		input := sdkLines{}
		for line, is := input.next(); is; line, is = input.next() {
			l.events <- sdkEvent{line: append([]byte(nil), line...)}
		}
		l.events <- sdkEvent{isEnd: true}
	}()
	for {
		switch one := <-l.events; {
		case one.isEnd:
			return
		case one.which != nil:
			if l.timers[one.timer] == one.which {
				delete(l.timers, one.timer)
				sdkDue(h, l, one.timer)
			}
		case len(bytes.TrimSpace(one.line)) > 0:
			var value any
			sdkMust(sdkUnpack(one.line, &value))
			sdkReceive(h, l, sdkMessageOf(value))
		}
	}
}

func (l *sdkLive) begin(id string) (int64, int) {
	if folder, is := os.LookupEnv("COMPENDIUM_STORAGE"); is {
		l.open(filepath.Join(folder, id+".jsonl"))
	}
	seed := time.Now().UnixNano()
	if text, is := os.LookupEnv("COMPENDIUM_SEED"); is {
		seed = sdkHashOf(text + " " + id)
	}
	// Not those of an earlier life: an answer to a question of before must not be taken for one of now.
	return seed, int(time.Now().UnixMilli()%1_000_000_000) * 1000
}

func (l *sdkLive) open(name string) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	sdkMust(err)
	data, err := io.ReadAll(file)
	sdkMust(err)
	// A line without its end was being written when the node was killed: the next must not be joined to it.
	whole := data[:bytes.LastIndexByte(data, '\n')+1]
	sdkMust(file.Truncate(int64(len(whole))))
	_, err = file.Seek(int64(len(whole)), io.SeekStart)
	sdkMust(err)
	for _, line := range bytes.Split(whole, []byte("\n")) {
		if len(line) > 0 {
			var pair [2]json.RawMessage
			var key string
			sdkMust(json.Unmarshal(line, &pair))
			sdkMust(json.Unmarshal(pair[0], &key))
			l.kept.keep(key, pair[1])
		}
	}
	l.file = file
}

func (l *sdkLive) send(m Message) { sdkWriteLine(sdkTextOf(m)) }

func (l *sdkLive) setTimer(name string, delay time.Duration) {
	l.cancelTimer(name)
	var timer *time.Timer
	ready := make(chan struct{})
	timer = time.AfterFunc(delay, func() {
		<-ready
		l.events <- sdkEvent{timer: name, which: timer}
	})
	l.timers[name] = timer
	close(ready)
}

func (l *sdkLive) cancelTimer(name string) {
	if timer, is := l.timers[name]; is {
		timer.Stop()
		delete(l.timers, name)
	}
}

func (l *sdkLive) now() time.Duration { return time.Since(l.since) }

func (l *sdkLive) save(key string, text []byte) {
	l.kept.keep(key, text)
	if l.file != nil {
		line := fmt.Sprintf("[%s,%s]\n", sdkTextOf(key), text)
		_, err := l.file.WriteString(line)
		sdkMust(err)
	}
}

func (l *sdkLive) saved() map[string][]byte { return l.kept }

func (l *sdkLive) show(facts map[string]any) {}

// The node in virtual time: a line in is one event, a line out is all that it did. docs/node-protocol.md.
type sdkSteps struct {
	input sdkLines
	nowUs int
	seed  int64
	life  int
	did   [][]byte
	kept  sdkKeeper
}

// What was read beyond the end of a life is handed to the next by this variable.
const sdkRestName = "COMPENDIUM_NODE_REST"

func sdkRunSteps(make func() Handler) {
	s := &sdkSteps{input: sdkLines{[]byte(os.Getenv(sdkRestName))}}
	_ = os.Unsetenv(sdkRestName)
	for s.play(make()) {
		s.nextLife()
	}
}

// The next life is the same program from its first line on, in the same process, so that nothing of this one stays.
// Where that cannot be (Windows), it is a new node, and variables of the package stay.
func (s *sdkSteps) nextLife() {
	if program, err := os.Executable(); err == nil {
		_ = syscall.Exec(program, os.Args, append(os.Environ(), sdkRestName+"="+string(s.input.rest)))
	}
}

// One life: true when another is to come.
func (s *sdkSteps) play(h Handler) bool {
	before := runtime.NumGoroutine()
	for line, is := s.input.next(); is; line, is = s.input.next() {
		var value any
		sdkMust(sdkUnpack(line, &value))
		told, _ := value.(map[string]any)
		switch {
		case told["now"] != nil:
			s.nowUs = told["now"].(int)
			if name, is := told["timer"].(string); is {
				sdkDue(h, s, name)
			} else {
				sdkReceive(h, s, sdkMessageOf(told["message"]))
			}
			if runtime.NumGoroutine() > before {
				panic("a node must not start goroutines: its runs could not be repeated. Set a timer instead")
			}
			sdkWriteLine([]byte(`{"did":[` + string(bytes.Join(s.did, []byte(","))) + `]}`))
			s.did = s.did[:0]
		case told["begin"] != nil:
			s.start(told["begin"].(map[string]any))
		case told["digest"] != nil:
			sdkWriteLine([]byte(`{"digest":null}`))
		case told["end"] != nil:
			sdkWriteLine([]byte(`{"ended":true}`))
			return true
		}
	}
	return false
}

func (s *sdkSteps) start(told map[string]any) {
	s.seed = sdkHashOf(string(sdkTextOf(told["seed"])))
	s.life, _ = told["life"].(int)
	s.kept = sdkKeeper{}
	saved, _ := told["saved"].(map[string]any)
	for key, value := range saved {
		s.kept.keep(key, sdkTextOf(value))
	}
	rand.Seed(s.seed)
}

func (s *sdkSteps) begin(id string) (int64, int) { return s.seed, s.life*1_000_000 + 1 }

// As text at once: what the node changes afterwards is not what it sent.
func (s *sdkSteps) do(what any) { s.did = append(s.did, sdkTextOf(what)) }

func (s *sdkSteps) send(m Message) {
	s.do(struct {
		Send Message `json:"send"`
	}{m})
}

func (s *sdkSteps) setTimer(name string, delay time.Duration) {
	us := delay.Round(time.Microsecond).Microseconds()
	if us < 0 {
		us = 0
	}
	s.do(map[string]any{"timer": name, "after": us})
}

func (s *sdkSteps) cancelTimer(name string) { s.do(map[string]any{"cancel": name}) }

func (s *sdkSteps) now() time.Duration { return time.Duration(s.nowUs) * time.Microsecond }

func (s *sdkSteps) save(key string, text []byte) {
	s.kept.keep(key, text)
	s.do(map[string]any{"save": key, "value": json.RawMessage(text)})
}

func (s *sdkSteps) saved() map[string][]byte { return s.kept }

func (s *sdkSteps) show(facts map[string]any) { s.do(map[string]any{"show": facts}) }
