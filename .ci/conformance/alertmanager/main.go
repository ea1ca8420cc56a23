// Asks Alertmanager's own packages what our evaluator was asked, and prints each disagreement.
//
// usage: alertmanager TRACES
//
// TRACES is a file that RoutingTraces of the tests writes: the version that is meant, then in each line a configuration, why
// ours would refuse it, and if it does not, for several alerts and moments: who is told in which order, the group with its key,
// timings, whether a route is quiet and until when, and which alerts inhibit which.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"math/rand"
	"os"
	"runtime/debug"
	"time"
	_ "time/tzdata"

	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/eventrecorder"
	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/inhibit"
	"github.com/prometheus/alertmanager/matcher/compat"
	"github.com/prometheus/alertmanager/provider"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/prometheus/alertmanager/types"
	"github.com/prometheus/common/model"
)

type trace struct {
	Version  string
	Seed     int
	Config   string
	Refusals []string
	Moments  []int64
	Alerts   []answer
}

type answer struct {
	Labels    map[string]string
	Notices   []notice
	Quiet     [][]int64
	Inhibited bool
	By        []bool
}

type notice struct {
	Receiver string            `json:"receiver"`
	Group    map[string]string `json:"group"`
	Key      string            `json:"key"`
	Wait     int64             `json:"wait"`
	Interval int64             `json:"interval"`
	Repeat   int64             `json:"repeat"`
}

type counts struct {
	configs, refused, notices, quiet, ends, noEnds, inhibited, pairs, wrong int
}

var count counts

func main() {
	quiet := slog.New(slog.DiscardHandler)
	compat.InitFromFlags(quiet, featurecontrol.NoopFlags{})
	file, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var one trace
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if one.Version != "" {
			checkVersion(one.Version)
			continue
		}
		count.configs++
		ask(one, quiet)
	}
	if err := lines.Err(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d configurations, %d of them refused by both; %d notices, %d of them quiet (%d with an end, %d without); "+
		"%d alerts inhibited, %d pairs of alerts asked; %d disagreements\n",
		count.configs, count.refused, count.notices, count.quiet, count.ends, count.noEnds, count.inhibited, count.pairs, count.wrong)
	if count.wrong > 0 || count.configs == 0 || count.refused == 0 || count.ends == 0 || count.inhibited == 0 {
		os.Exit(1)
	}
}

// checkVersion ends the program unless it is built of the version that our evaluator means.
func checkVersion(meant string) {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "github.com/prometheus/alertmanager" && module.Version == meant {
			fmt.Println("Alertmanager", meant)
			return
		}
	}
	fmt.Println("this is not built of Alertmanager", meant)
	os.Exit(1)
}

func wrong(one trace, format string, values ...any) {
	count.wrong++
	if count.wrong <= 20 {
		fmt.Printf("seed %d: %s\n%s\n", one.Seed, fmt.Sprintf(format, values...), one.Config)
	}
}

// load reads a configuration; a panic counts as a refusal.
func load(text string) (cfg *config.Config, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	return config.Load(text)
}

func ask(one trace, quiet *slog.Logger) {
	cfg, err := load(one.Config)
	if (err != nil) != (len(one.Refusals) > 0) {
		wrong(one, "refused: Alertmanager says %v, we say %q", err, one.Refusals)
		return
	}
	if err != nil {
		count.refused++
		return
	}
	root := dispatch.NewRoute(cfg.Route, nil)
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, interval := range cfg.MuteTimeIntervals {
		intervals[interval.Name] = interval.TimeIntervals
	}
	for _, interval := range cfg.TimeIntervals {
		intervals[interval.Name] = interval.TimeIntervals
	}
	muter := timeinterval.NewIntervener(intervals)
	all := make([]model.LabelSet, len(one.Alerts))
	for index, alert := range one.Alerts {
		all[index] = labels(alert.Labels)
	}
	for index, alert := range one.Alerts {
		routes := root.Match(all[index])
		if len(routes) != len(alert.Notices) {
			wrong(one, "%v: Alertmanager has %d routes, we have %d", alert.Labels, len(routes), len(alert.Notices))
			continue
		}
		for place, route := range routes {
			count.notices++
			theirs := of(route, all[index])
			if ours := alert.Notices[place]; !equal(theirs, ours) {
				wrong(one, "%v: Alertmanager says\n%+v, we say\n%+v", alert.Labels, theirs, ours)
			}
			for moment, second := range one.Moments {
				quietness(one, muter, route, second, alert.Quiet[moment][place])
			}
		}
		inhibition(one, cfg, all, index, quiet)
	}
}

func of(route *dispatch.Route, alert model.LabelSet) notice {
	options := route.RouteOpts
	group := map[string]string{}
	set := model.LabelSet{}
	for name, value := range alert {
		if _, ok := options.GroupBy[name]; ok || options.GroupByAll {
			group[string(name)] = string(value)
			set[name] = value
		}
	}
	return notice{
		Receiver: options.Receiver,
		Group:    group,
		Key:      fmt.Sprintf("%s:%s", route.Key(), set),
		Wait:     options.GroupWait.Milliseconds(),
		Interval: options.GroupInterval.Milliseconds(),
		Repeat:   options.RepeatInterval.Milliseconds(),
	}
}

func equal(one, other notice) bool {
	return one.Receiver == other.Receiver && maps.Equal(one.Group, other.Group) && one.Key == other.Key &&
		one.Wait == other.Wait && one.Interval == other.Interval && one.Repeat == other.Repeat
}

// isQuiet is what the stages of a notification do with the intervals of its route.
func isQuiet(muter *timeinterval.Intervener, route *dispatch.Route, second int64) bool {
	at := time.Unix(second, 0)
	muted, _, err := muter.Mutes(route.RouteOpts.MuteTimeIntervals, at)
	if err != nil {
		panic(err)
	}
	if muted {
		return true
	}
	if len(route.RouteOpts.ActiveTimeIntervals) == 0 {
		return false
	}
	active, _, err := muter.Mutes(route.RouteOpts.ActiveTimeIntervals, at)
	if err != nil {
		panic(err)
	}
	return !active
}

// quietness compares whether a route is quiet, and then asks at the end that we name, just before it, and in between.
func quietness(one trace, muter *timeinterval.Intervener, route *dispatch.Route, second, until int64) {
	if isQuiet(muter, route, second) != (until != 0) {
		wrong(one, "route %s at %d: we say quiet until %d", route.ID(), second, until)
		return
	}
	if until == 0 {
		return
	}
	count.quiet++
	end := until
	if until < 0 {
		count.noEnds++
		end = second + 5*365*24*3600
	} else {
		count.ends++
		if isQuiet(muter, route, until) || !isQuiet(muter, route, until-1) {
			wrong(one, "route %s at %d: its quiet does not end at %d", route.ID(), second, until)
		}
	}
	for range 30 {
		if between := second + rand.Int63n(end-second); !isQuiet(muter, route, between) {
			wrong(one, "route %s at %d: we say quiet until %d, and it is not at %d", route.ID(), second, until, between)
			return
		}
	}
}

func labels(plain map[string]string) model.LabelSet {
	set := model.LabelSet{}
	for name, value := range plain {
		set[model.LabelName(name)] = model.LabelValue(value)
	}
	return set
}

func inhibition(one trace, cfg *config.Config, all []model.LabelSet, index int, quiet *slog.Logger) {
	ours := one.Alerts[index]
	if theirs := mutes(cfg, all, all[index], quiet); theirs != ours.Inhibited {
		wrong(one, "%v: inhibited: Alertmanager says %v, we say %v", ours.Labels, theirs, ours.Inhibited)
	} else if theirs {
		count.inhibited++
	}
	for other := range all {
		count.pairs++
		pair := []model.LabelSet{all[other], all[index]}
		if theirs := mutes(cfg, pair, all[index], quiet); theirs != ours.By[other] {
			wrong(one, "%v by %v: inhibited: Alertmanager says %v, we say %v", ours.Labels, all[other], theirs, ours.By[other])
		}
	}
}

func mutes(cfg *config.Config, firing []model.LabelSet, target model.LabelSet, quiet *slog.Logger) bool {
	if len(cfg.InhibitRules) == 0 {
		return false
	}
	inhibitor := inhibit.NewInhibitor(alerts(firing), cfg.InhibitRules, quiet, eventrecorder.NopRecorder())
	go inhibitor.Run()
	inhibitor.WaitForLoading()
	defer inhibitor.Stop()
	return inhibitor.Mutes(context.Background(), target)
}

// alerts provides alerts that fire, and no news of them.
type alerts []model.LabelSet

func (a alerts) SlurpAndSubscribe(string) ([]*types.Alert, provider.AlertIterator) {
	var firing []*types.Alert
	for _, set := range a {
		firing = append(firing, &types.Alert{
			Alert:     model.Alert{Labels: set, StartsAt: time.Now().Add(-time.Hour), EndsAt: time.Now().Add(time.Hour)},
			UpdatedAt: time.Now(),
		})
	}
	return firing, a.Subscribe("")
}

func (a alerts) Subscribe(string) provider.AlertIterator {
	return provider.NewAlertIterator(make(chan *provider.Alert), make(chan struct{}), nil)
}

func (a alerts) GetPending() provider.AlertIterator          { return a.Subscribe("") }
func (a alerts) Get(model.Fingerprint) (*types.Alert, error) { return nil, provider.ErrNotFound }
func (a alerts) Put(context.Context, ...*types.Alert) error  { return nil }
