import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** How long something has been awaited: nothing is shown at first, a skeleton after 300 ms, a sentence after 3 s. */
export type Waiting = 'not' | 'skeleton' | 'sentence';

export function waiting(pending: () => boolean): Ref<Waiting> {
  const shown = ref<Waiting>('not');
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = () => {
    timers.forEach(clearTimeout);
    timers = [];
    shown.value = 'not';
  };
  watch(
    pending,
    (now) => {
      stop();
      if (!now) return;
      timers = [
        setTimeout(() => (shown.value = 'skeleton'), 300),
        setTimeout(() => (shown.value = 'sentence'), 3000),
      ];
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return shown;
}
