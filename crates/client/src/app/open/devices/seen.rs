//! The person's own devices as the screen shows them.

use std::collections::BTreeSet;

use model::{Decision, DeviceId};

use super::{Devices, device_id, devices_of, is_life_of_this, is_removed, is_this, words};
use crate::{
    app::open::{here::Here, spaces::Spaces},
    view::devices::{DeviceView, DevicesView},
};

impl Devices {
    pub(in crate::app) fn view(&self, spaces: &Spaces, here: &Here) -> DevicesView {
        let mut present = devices_of(spaces.vault_replica());
        // While it goes on as another member, it is one device all the same.
        present.retain(|device| is_this(spaces, *device) || !is_life_of_this(spaces, here, *device));
        let leaving: BTreeSet<DeviceId> = spaces
            .decisions(|decision| matches!(decision, Decision::RemoveDevice { .. }))
            .filter_map(|decision| match decision {
                Decision::RemoveDevice { device, .. } => spaces.present_life_of(device).map(device_id),
                _ => None,
            })
            .collect();
        let view = |device: &DeviceId| device_view(spaces, *device, leaving.contains(device));
        let mut devices: Vec<DeviceView> = present.iter().map(view).collect();
        devices.sort_by_key(|device| (device.added_on.unwrap_or(model::Day(u32::MAX)), device.id));
        DevicesView {
            devices,
            is_removed: is_removed(spaces, here),
            words_wait: words::are_wanting(spaces),
            is_erasing: here.is_erasing(),
            erased_on: here.erased_on(),
            offer: self.offer.view(),
            history: spaces.history(),
            fork: spaces.fork(),
            history_unconfirmed: spaces.vault_replica().has_adopted(),
        }
    }
}

fn device_view(spaces: &Spaces, id: DeviceId, is_leaving: bool) -> DeviceView {
    let (name, added_on) = spaces.device_record(id);
    DeviceView { id, name: name.unwrap_or_default(), added_on, is_this: is_this(spaces, id), is_leaving }
}
