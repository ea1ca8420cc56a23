package plane

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// room is a network with loopback alone, in which every pod has its address, and a tree of files with a /run of its own: those of one
// pod. Several operators want the same ports and paths. It is a thread: what is started, listened to or called from it is in there.
type room struct {
	work chan func()
	made []string // folders that were not there
}

func newRoom() (*room, error) {
	r := &room{work: make(chan func())}
	ready := make(chan error)
	go func() {
		runtime.LockOSThread() // for ever: with the thread ends what it started
		ready <- furnish()
		for do := range r.work {
			do()
		}
	}()
	return r, <-ready
}

func furnish() error {
	if err := syscall.Unshare(syscall.CLONE_NEWNET | syscall.CLONE_NEWNS); err != nil {
		return fmt.Errorf("no network and no mounts of its own: %w", err)
	}
	if err := syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return err
	}
	if err := syscall.Mount("none", "/run", "tmpfs", 0, ""); err != nil {
		return fmt.Errorf("/run: %w", err)
	}
	for _, arguments := range []string{"link set lo up", "route add local 10.0.0.0/8 dev lo"} {
		if said, err := exec.Command("ip", strings.Fields(arguments)...).CombinedOutput(); err != nil {
			return fmt.Errorf("ip %s: %s", arguments, LastLine(string(said)))
		}
	}
	return nil
}

// in does something in the room.
func (r *room) in(do func() error) error {
	done := make(chan error)
	r.work <- func() { done <- do() }
	return <-done
}

// keep shows a folder at a path of the room.
func (r *room) keep(folder, path string) error {
	return r.in(func() error {
		if _, err := os.Stat(path); err != nil {
			r.made = append(r.made, path)
		}
		if err := os.MkdirAll(path, 0o700); err != nil {
			return err
		}
		if err := syscall.Mount(folder, path, "", syscall.MS_BIND, ""); err != nil {
			return fmt.Errorf("%s cannot be mounted: %w", path, err)
		}
		return nil
	})
}

// leave removes the folders outside of /run that were made to show others there.
func (r *room) leave() {
	for _, path := range r.made {
		_ = os.Remove(path)
	}
}

func (r *room) listen(address string) (listener net.Listener, err error) {
	err = r.in(func() error {
		listener, err = net.Listen("tcp", address)
		return err
	})
	return listener, err
}

func (r *room) dial(port int) (connection net.Conn, err error) {
	err = r.in(func() error {
		connection, err = net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), 5*time.Second)
		return err
	})
	return connection, err
}

// files keeps contents in a folder, by name.
func files(folder string, contents map[string][]byte) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	for name, content := range contents {
		path := filepath.Join(folder, name)
		if have, err := os.ReadFile(path); err == nil && string(have) == string(content) {
			continue
		}
		if err := os.WriteFile(path+".new", content, 0o600); err != nil {
			return err
		}
		if err := os.Rename(path+".new", path); err != nil {
			return err
		}
	}
	return nil
}
