import type { ErrorCode } from '../../../../shared/core/errors.ts';

export type UiLanguage = 'en' | 'fr';

/** What to do about each problem, for the page and the reference. */
export const ADVICE: Record<UiLanguage, Record<ErrorCode, string>> = {
  en: {
    'malformed-request': 'Check the address, the host, the headers and the length of the body, then send it whole.',
    'invalid-json': 'Send one JSON object in UTF-8, with its quotes and braces closed.',
    'invalid-request': 'Mend the members named in the list of errors; each pointer says where.',
    'empty-article': 'Paste the article itself: after cleaning, no sentence was left.',
    'unsupported-language': 'Send French text, and choose a target language that the engine of this service knows.',
    'payload-too-large': 'Cut the article into parts, or hand it in through the inbox bucket.',
    'unsupported-media-type': 'Send the article as JSON with Content-Type: application/json.',
    'not-found': 'Check the address. An article that was deleted or has expired has to be processed again.',
    forbidden:
      'Send a key of this service in the header x-api-key; the page has a field for it. Your operator hands them out.',
    'method-not-allowed': 'Use one of the methods that the Allow header names.',
    'id-conflict': 'Leave the id out, or state one of your own: this one was made of the content of another article.',
    'request-timeout': 'Send the request again, without pauses.',
    'headers-too-large': 'Send fewer or shorter headers; cookies count too.',
    'misdirected-request': 'Call the service as localhost, or name its address in DEPECHE_PUBLIC_URL.',
    'budget-exhausted':
      'Wait for the next month, or ask your operator to raise the monthly budget. What is already translated stays readable.',
    throttled: 'Wait a few seconds (the Retry-After header says how many), then try again.',
    'translation-failed': 'Try again. Sentences that are already translated are kept and not paid twice.',
    'translator-unavailable': 'Try again in a few seconds. If it lasts, tell your operator.',
    'storage-unavailable': 'Try again in a few seconds. If it lasts, tell your operator.',
    timeout: 'Try again: what is already translated is kept, so the next attempt gets further.',
    internal: 'Try again. If it stays, report the request id to your operator.',
  },
  fr: {
    'malformed-request':
      'Vérifiez l’adresse, l’hôte, les en-têtes et la longueur du corps, puis envoyez la requête entière.',
    'invalid-json': 'Envoyez un seul objet JSON en UTF-8, guillemets et accolades fermés.',
    'invalid-request': 'Corrigez les champs nommés dans la liste des erreurs ; chaque pointeur dit où.',
    'empty-article': 'Collez l’article lui-même : après nettoyage, il ne reste aucune phrase.',
    'unsupported-language': 'Envoyez un texte français et choisissez une langue que connaît le moteur de ce service.',
    'payload-too-large': 'Coupez l’article en plusieurs parties, ou déposez-le dans le dépôt de fichiers.',
    'unsupported-media-type': 'Envoyez l’article en JSON avec Content-Type: application/json.',
    'not-found': 'Vérifiez l’adresse. Un article supprimé ou expiré doit être traité à nouveau.',
    forbidden:
      'Envoyez une clé de ce service dans l’en-tête x-api-key ; la page a un champ pour elle. Votre administrateur les distribue.',
    'method-not-allowed': 'Utilisez une des méthodes que nomme l’en-tête Allow.',
    'id-conflict': 'Omettez l’identifiant ou choisissez le vôtre : celui-ci a été tiré du contenu d’un autre article.',
    'request-timeout': 'Renvoyez la requête, sans pause.',
    'headers-too-large': 'Envoyez des en-têtes moins nombreux ou plus courts ; les cookies comptent aussi.',
    'misdirected-request':
      'Sur un portable, appelez le service par localhost, ou nommez son adresse dans DEPECHE_PUBLIC_URL.',
    'budget-exhausted':
      'Attendez le mois prochain, ou demandez à votre opérateur de relever le budget. Ce qui est déjà traduit reste lisible.',
    throttled: 'Attendez quelques secondes, puis réessayez.',
    'translation-failed': 'Réessayez. Les phrases déjà traduites sont gardées et ne sont pas payées deux fois.',
    'translator-unavailable': 'Réessayez dans quelques secondes. Si cela dure, prévenez votre opérateur.',
    'storage-unavailable': 'Réessayez dans quelques secondes. Si cela dure, prévenez votre opérateur.',
    timeout: 'Réessayez : ce qui est déjà traduit est gardé, la prochaine tentative ira plus loin.',
    internal: 'Réessayez. Si l’erreur persiste, donnez le numéro de requête à votre opérateur.',
  },
};
