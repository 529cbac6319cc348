/** Functions of the kernel that must not be called inside a window of user access, and why. */
const reasons: readonly (readonly [why: string, names: string])[] = [
  [
    'an access with a window of its own, whose end closes this one',
    'get_user put_user __get_user __put_user copy_from_user copy_to_user __copy_from_user __copy_to_user clear_user ' +
      '__clear_user strncpy_from_user strnlen_user copy_struct_from_user copy_struct_to_user memdup_user vmemdup_user ' +
      'copy_from_iter copy_to_iter copy_in_user',
  ],
  [
    'a function that may sleep',
    'kmalloc kzalloc kcalloc kmalloc_array kvmalloc kvzalloc kvcalloc vmalloc vzalloc krealloc kfree kvfree vfree ' +
      'mutex_lock mutex_lock_interruptible mutex_lock_killable mutex_unlock mutex_trylock down down_read down_write up ' +
      'up_read up_write down_interruptible schedule schedule_timeout cond_resched msleep usleep_range might_sleep ' +
      'wait_event wait_event_interruptible wait_event_timeout wait_for_completion synchronize_rcu flush_work fget fput ' +
      'get_user_pages get_user_pages_fast pin_user_pages pin_user_pages_fast mmap_read_lock mmap_write_lock',
  ],
  [
    'a function that was not written for it',
    'printk pr_err pr_warn pr_info pr_debug dev_err dev_warn dev_info dev_dbg spin_lock spin_unlock spin_lock_irqsave ' +
      'spin_unlock_irqrestore raw_spin_lock raw_spin_unlock wake_up wake_up_interruptible complete eventfd_signal ' +
      'queue_work schedule_work kthread_queue_work',
  ],
];

const forbidden = new Map(reasons.flatMap(([why, names]) => names.split(' ').map((name) => [name, why] as const)));

/** Undefined of a name that may be called, and of one that nothing here knows. */
export function sleepsOrChecks(name: string): string | undefined {
  return forbidden.get(name);
}
