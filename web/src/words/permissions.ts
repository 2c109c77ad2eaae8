// What permissions of mobile apps mean, in words for people who do not write apps. `weight` orders them: what reaches
// patients' or colleagues' privacy comes first.
export type Weight = 'sensitive' | 'powerful' | 'ordinary' | 'own';
export interface Meaning {
  text: string;
  weight: Weight;
}

const sensitive: Record<string, string> = {
  ACCESS_BACKGROUND_LOCATION: 'Know where the device is at all times, also when the app is not in use.',
  ACCESS_COARSE_LOCATION: 'Know roughly where the device is.',
  ACCESS_FINE_LOCATION: 'Know exactly where the device is.',
  ACCESS_MEDIA_LOCATION: 'Read where photographs were taken.',
  ACTIVITY_RECOGNITION: 'Notice walking, driving and other movement.',
  ANSWER_PHONE_CALLS: 'Answer telephone calls.',
  BLUETOOTH_CONNECT: 'Talk to paired Bluetooth devices.',
  BLUETOOTH_SCAN: 'Look for Bluetooth devices nearby.',
  BODY_SENSORS: 'Read body sensors such as the heart rate.',
  BODY_SENSORS_BACKGROUND: 'Read body sensors also when the app is not in use.',
  CALL_PHONE: 'Make telephone calls without asking.',
  CAMERA: 'Take pictures and videos.',
  GET_ACCOUNTS: 'See which accounts are on the device.',
  MANAGE_EXTERNAL_STORAGE: 'Read and change all files on the device.',
  NEARBY_WIFI_DEVICES: 'Find devices nearby by Wi-Fi.',
  PROCESS_OUTGOING_CALLS: 'See and redirect outgoing calls.',
  READ_CALENDAR: 'Read the calendar.',
  READ_CALL_LOG: 'Read who called whom.',
  READ_CONTACTS: 'Read the contacts.',
  READ_EXTERNAL_STORAGE: 'Read files in shared storage.',
  READ_MEDIA_AUDIO: 'Read audio files.',
  READ_MEDIA_IMAGES: 'Read all photographs.',
  READ_MEDIA_VIDEO: 'Read all videos.',
  READ_MEDIA_VISUAL_USER_SELECTED: 'Read photographs and videos that the user picks.',
  READ_PHONE_NUMBERS: 'Read the device’s telephone number.',
  READ_PHONE_STATE: 'Read the state of the telephone, such as whether a call is on.',
  READ_SMS: 'Read text messages.',
  RECEIVE_MMS: 'Receive picture messages.',
  RECEIVE_SMS: 'Receive and read text messages.',
  RECORD_AUDIO: 'Record sound with the microphone.',
  SEND_SMS: 'Send text messages, which may cost money.',
  UWB_RANGING: 'Measure the distance to devices nearby.',
  WRITE_CALENDAR: 'Change the calendar.',
  WRITE_CALL_LOG: 'Change the record of calls.',
  WRITE_CONTACTS: 'Change the contacts.',
  WRITE_EXTERNAL_STORAGE: 'Change files in shared storage.',
};

const powerful: Record<string, string> = {
  BIND_ACCESSIBILITY_SERVICE: 'Read the whole screen and press buttons in other apps.',
  BIND_DEVICE_ADMIN: 'Administer the device: lock it, wipe it.',
  BIND_NOTIFICATION_LISTENER_SERVICE: 'Read the notifications of all apps.',
  BIND_VPN_SERVICE: 'See and redirect all network traffic.',
  PACKAGE_USAGE_STATS: 'See which apps are used and when.',
  QUERY_ALL_PACKAGES: 'See every app that is installed.',
  REQUEST_DELETE_PACKAGES: 'Ask to remove apps.',
  REQUEST_IGNORE_BATTERY_OPTIMIZATIONS: 'Ask to run without the limits that save power.',
  REQUEST_INSTALL_PACKAGES: 'Install further apps from anywhere.',
  SCHEDULE_EXACT_ALARM: 'Wake the device at an exact time.',
  SYSTEM_ALERT_WINDOW: 'Draw over other apps.',
  USE_EXACT_ALARM: 'Wake the device at an exact time.',
  USE_FULL_SCREEN_INTENT: 'Take over the screen for an alarm or a call.',
  WRITE_SETTINGS: 'Change the settings of the device.',
};

const ordinary: Record<string, string> = {
  ACCESS_NETWORK_STATE: 'See whether the device is online.',
  ACCESS_NOTIFICATION_POLICY: 'Switch “do not disturb” on and off.',
  ACCESS_WIFI_STATE: 'See which Wi-Fi the device uses.',
  BLUETOOTH: 'Use Bluetooth (before Android 12).',
  BLUETOOTH_ADMIN: 'Find and pair Bluetooth devices (before Android 12).',
  BLUETOOTH_ADVERTISE: 'Make the device visible to Bluetooth devices nearby.',
  CHANGE_NETWORK_STATE: 'Change network connections.',
  CHANGE_WIFI_STATE: 'Switch Wi-Fi on and off.',
  FOREGROUND_SERVICE: 'Keep running while it shows a notification.',
  INTERNET: 'Use the internet.',
  MODIFY_AUDIO_SETTINGS: 'Change the volume and the sound output.',
  NFC: 'Read and write tags held to the device.',
  POST_NOTIFICATIONS: 'Show notifications.',
  RECEIVE_BOOT_COMPLETED: 'Start when the device starts.',
  USE_BIOMETRIC: 'Ask for a fingerprint or face.',
  USE_FINGERPRINT: 'Ask for a fingerprint.',
  VIBRATE: 'Vibrate.',
  WAKE_LOCK: 'Keep the device awake.',
};

// Of the services that come with most phones, under names of their own.
const services: Record<string, Meaning> = {
  'com.google.android.c2dm.permission.RECEIVE': { text: 'Receive messages from the vendor at any time.', weight: 'ordinary' },
  'com.google.android.gms.permission.ACTIVITY_RECOGNITION': { text: 'Notice walking, driving and other movement.', weight: 'sensitive' },
  'com.google.android.gms.permission.AD_ID': { text: 'Read the identity by which advertising recognises the user.', weight: 'sensitive' },
};

const platform = 'android.permission.';

/** `own` is what the platform does not define: another app's or the vendor's. */
export function explainPermission(name: string): Meaning {
  if (name.startsWith(platform)) {
    const short = name.slice(platform.length);
    if (Object.hasOwn(sensitive, short)) return { text: sensitive[short], weight: 'sensitive' };
    if (Object.hasOwn(powerful, short)) return { text: powerful[short], weight: 'powerful' };
    if (Object.hasOwn(ordinary, short)) return { text: ordinary[short], weight: 'ordinary' };
    if (short.startsWith('FOREGROUND_SERVICE_')) {
      return { text: `Keep running for: ${short.slice(19).toLowerCase().replace(/_/g, ' ')}.`, weight: 'ordinary' };
    }
    if (/^health\./i.test(short)) {
      return { text: `Health records on the device: ${short.slice(7).toLowerCase().replace(/_/g, ' ')}.`, weight: 'sensitive' };
    }
    return { text: 'A permission of the platform that this list does not explain.', weight: 'powerful' };
  }
  if (Object.hasOwn(services, name)) return services[name];
  if (name.endsWith('.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION')) {
    return { text: 'Guards messages within the app itself.', weight: 'own' };
  }
  return { text: 'Defined by another app or by the vendor; ask the vendor what it is for.', weight: 'own' };
}

export const weights: Record<Weight, { text: string; tone: 'warn' | 'ask' | 'plain' }> = {
  sensitive: { text: 'Private data', tone: 'warn' },
  powerful: { text: 'Powerful', tone: 'ask' },
  ordinary: { text: 'Ordinary', tone: 'plain' },
  own: { text: 'Not the platform’s', tone: 'plain' },
};
export const weightOrder: Weight[] = ['sensitive', 'powerful', 'own', 'ordinary'];
