/** Given and family names by where they are at home, so that a made-up person's two names fit each other. */
export const peoples: readonly {
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
}[] = [
  {
    female: [
      'Emily',
      'Grace',
      'Ingrid',
      'Hannah',
      'Moira',
      'Charlotte',
      'Ruth',
      'Eleanor',
      'Siân',
      'Ellie-Mae',
    ],
    male: ['Daniel', 'James', 'Oliver', 'Liam', 'Thomas', 'George', 'Rhys', 'Callum', 'Edward', 'Noah'],
    family: [
      'Whitmore',
      "O'Connor",
      'Hughes',
      'Carter',
      'Ashdown',
      'Fletcher',
      'Pritchard',
      'MacLeod',
      'Baker-Holm',
      'Lowe',
    ],
  },
  {
    female: ['Anaya', 'Priya', 'Rohini', 'Sharmila', 'Meera', 'Kavya', 'Lakshmi', 'Indira', 'Asha'],
    male: ['Tanmay', 'Arjun', 'Vikram', 'Rohit', 'Raghav', 'Sanjay', 'Dev', 'Abhineet', 'Harish'],
    family: ['Kulkarni', 'Raghavan', 'Patel', 'Sharma', 'Joshi', 'Iyer', 'Deshmukh', 'Rao', 'Chatterjee'],
  },
  {
    female: ['Chiara', 'Sofía', 'Inés', 'Zoé', 'Lucía', 'Ana María', 'Giulia', 'Camille', 'Noémie'],
    male: ['Mateus', 'Tomás', 'José', 'Luca', 'Étienne', 'Diego', 'Paolo', 'Rémi', 'André'],
    family: [
      'Bianchi',
      'Herrera',
      'Lambert',
      'Oliveira',
      "D'Souza",
      'García Márquez',
      'Ferreira',
      'Moreau',
      'Conti',
    ],
  },
  {
    female: ['Fatima', 'Amina', 'Leila', 'Noor', 'Yasmin', 'Maryam', 'Elif', 'Samira', 'Hiba'],
    male: ['Ahmed', 'Yusuf', 'Omar', 'Emre', 'Karim', 'Hassan', 'Ibrahim', 'Bilal', 'Mustafa'],
    family: ['Al-Sayed', 'Hassan', 'Farouk', 'Rahman', 'Yılmaz', 'Demir', 'Haddad', 'El-Amin', 'Mansour'],
  },
  {
    female: ['Thandiwe', 'Ngozi', 'Abena', 'Amara', 'Wanjiru', 'Zainab', 'Folasade', 'Efua'],
    male: ['Kwame', 'Oluwaseun', 'Chinedu', 'Kofi', 'Tendai', 'Samuel', 'Babatunde', 'Sipho'],
    family: ['Mensah', 'Adeyemi', 'Dlamini', 'Okafor', 'Mwangi', 'Abebe', 'Nwosu', 'Boateng'],
  },
  {
    female: ['Hana', 'Mei-Ling', 'Yuki', 'Lan', 'Xiu', 'Sakura', 'Thu Trang', 'Ji-woo'],
    male: ['Wei', 'Kenji', 'Minh', 'Hiroshi', 'Jun', 'Duc', 'Tae-hyun', 'Bo'],
    family: ['Sato', 'Chen', 'Nguyễn', 'Zhang', 'Tanaka', 'Trần', 'Park', 'Lim'],
  },
  {
    female: ['Katarzyna', 'Marta', 'Lena', 'Freja', 'Žofie', 'Ludmila', 'Agnieszka', 'Åsa'],
    male: ['Jakub', 'Marek', 'Jonas', 'Łukasz', 'Søren', 'Jürgen', 'Ondřej', 'Björn'],
    family: [
      'Kowalczyk',
      'Dvořák',
      'Lindqvist',
      'Müller',
      'Sørensen',
      'Nowak',
      'Van der Berg',
      'Öztürk-Weiß',
    ],
  },
];

/** What is spoken at home, by family name; the others speak the language of the clinic. */
export const languages: Readonly<Record<string, string>> = {
  Kulkarni: 'Marathi, English',
  Deshmukh: 'Marathi, English',
  Patel: 'Gujarati, English',
  Iyer: 'Tamil, English',
  Chatterjee: 'Bengali',
  Herrera: 'Spanish',
  'García Márquez': 'Spanish',
  Ferreira: 'Portuguese',
  Bianchi: 'Italian',
  Haddad: 'Arabic, some English',
  'Al-Sayed': 'Arabic, some English',
  Yılmaz: 'Turkish',
  Demir: 'Turkish',
  Abebe: 'Amharic',
  Sato: 'Japanese',
  Chen: 'Mandarin',
  Zhang: 'Mandarin',
  Nguyễn: 'Vietnamese',
  Trần: 'Vietnamese',
  Kowalczyk: 'Polish',
  Nowak: 'Polish',
};

export const streets = [
  'Chapel Lane',
  'Harbour Road',
  'Mill Street',
  'Park Street',
  'Station Road',
  'Orchard Close',
  'Church Walk',
  'Elm Avenue',
  'Quarry Hill',
  'Canal Side',
] as const;
export const towns = [
  { city: 'Norbridge', zip: 'NB4' },
  { city: 'Eastwick', zip: 'EW2' },
  { city: 'Harlow Mere', zip: 'HM7' },
] as const;
export const insurers = ['Northline Health', 'Meridian Mutual', 'Commonwell', 'Blue Harbour'] as const;
