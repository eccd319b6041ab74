using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys;

/// <summary>
/// The application's keys: made, used, rotated and destroyed in a ring that several processes may share. Keys are named by id, or by
/// slot, which means the slot's active key.
/// </summary>
/// <remarks>
/// Safe to use from several threads. Using a key looks at what is known and waits for nothing, unless the key is unknown: then the store
/// is read once more. Changing one waits for the store. Every change is told in the audit log first. Unaudited.
/// </remarks>
public interface IQuantumKeyManager
{
    /// <summary>
    /// Opens the ring, and makes the keys that its options name and that are not there. Of several processes that start at once, all get the
    /// same. Every other method does this first where nobody has.
    /// </summary>
    /// <exception cref="KeyStoreException">The store cannot be read or written.</exception>
    /// <exception cref="KeyRingException">
    /// A slot that is not to be filled anew without its operator's knowing, such as the identity's, has keys and none that can be read.
    /// </exception>
    ValueTask InitializeAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a key. It is active at once where its slot has no active key; otherwise it waits for <see cref="ActivateAsync"/>.</summary>
    /// <param name="slot">Its place, which says what it is for.</param>
    /// <param name="algorithm">Its algorithm's name; null for the one of the slot's policy.</param>
    /// <param name="cancellationToken">Gives up before the change.</param>
    /// <exception cref="KeyPurposeException">The algorithm does not do what the purpose needs.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> CreateKeyAsync(KeySlot slot, string? algorithm = null, CancellationToken cancellationToken = default);

    /// <summary>Takes in a key from outside, which stays the caller's. It becomes active as one that is made does.</summary>
    /// <exception cref="KeyPurposeException">The key does not do what the purpose needs.</exception>
    /// <exception cref="KeyRingException">The ring has this key already.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> ImportAsync(KeySlot slot, AsymmetricPrivateKey key, CancellationToken cancellationToken = default);

    /// <summary>Makes a new active key for a slot, or activates the one that waits there; the one before is deactivated.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="algorithm">The next key's algorithm; null for that of the key that waits, or else of the policy.</param>
    /// <param name="cancellationToken">Gives up before the change.</param>
    /// <exception cref="KeyPurposeException">The algorithm does not do what the purpose needs.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> RotateAsync(KeySlot slot, string? algorithm = null, CancellationToken cancellationToken = default);

    /// <summary>Makes a key that waits the active one of its slot; the one before is deactivated.</summary>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyStateException">It does not wait.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> ActivateAsync(KeyId id, CancellationToken cancellationToken = default);

    /// <summary>Takes an active key out of use. It still verifies and opens, until its end.</summary>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyStateException">It is not active.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> DeactivateAsync(KeyId id, CancellationToken cancellationToken = default);

    /// <summary>Says that somebody else may have a key: it does nothing any more, here and, at their next reading, in other processes.</summary>
    /// <param name="id">The key.</param>
    /// <param name="reason">Why, for the audit log; at most <see cref="KeyDescription.MaxReasonLength"/> characters.</param>
    /// <param name="approvals">Approvals (<see cref="Approvals.ApprovalStatement.Approve"/>), where the key's purpose demands them.</param>
    /// <param name="cancellationToken">Gives up before the change.</param>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyStateException">It is destroyed, or marked already.</exception>
    /// <exception cref="Approvals.ApprovalException">Approvals are missing, or not valid.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> MarkCompromisedAsync(
        KeyId id, string reason, IReadOnlyList<string>? approvals = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Destroys a key's secret: in this process at once, in the store by writing over its container, in other processes at their next reading.
    /// Copies of the store, and what a disk keeps of replaced files, are beyond this method; there the container's encryption counts.
    /// </summary>
    /// <param name="id">The key, which is not active.</param>
    /// <param name="reason">Why, for the audit log; at most <see cref="KeyDescription.MaxReasonLength"/> characters.</param>
    /// <param name="approvals">Approvals (<see cref="Approvals.ApprovalStatement.Approve"/>), where the key's purpose demands them.</param>
    /// <param name="cancellationToken">Gives up before the change.</param>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyStateException">It is active, or destroyed already.</exception>
    /// <exception cref="Approvals.ApprovalException">Approvals are missing, or not valid.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<KeyDescription> DestroyAsync(
        KeyId id, string reason, IReadOnlyList<string>? approvals = null, CancellationToken cancellationToken = default);

    /// <summary>Every key of the ring, ordered by slot and generation, as of the last reading.</summary>
    ValueTask<IReadOnlyList<KeyDescription>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>What lies in the store and cannot be read, as of the last reading.</summary>
    ValueTask<IReadOnlyList<UnreadableKey>> ListUnreadableAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The public keys of everything that still verifies: identity, signing and audit keys, active, announced or deactivated. The caller
    /// disposes them. KEM keys have no JWK yet (draft-ietf-jose-pqc-kem), nor have algorithms without a name in JOSE.
    /// </summary>
    ValueTask<JsonWebKeySet> ExportPublicKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives out a private key, encrypted with a password (PKCS#8, RFC 5958; PBES2, RFC 8018). The audit log tells of it.</summary>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyStateException">It is destroyed.</exception>
    /// <exception cref="KeyPurposeException">It is symmetric, or PKCS#8 has no form for its algorithm.</exception>
    /// <exception cref="KeyStoreException">The store cannot be written.</exception>
    ValueTask<string> ExportPrivateKeyAsync(KeyId id, ReadOnlyMemory<char> password, CancellationToken cancellationToken = default);

    /// <summary>Signs with the active key of a slot of <see cref="KeyPurpose.Signing"/>.</summary>
    /// <exception cref="UnknownKeyException">The slot has no active key.</exception>
    /// <exception cref="KeyPurposeException">The slot is for something else.</exception>
    /// <exception cref="KeyStateException">The key's lifetime is over, and nobody rotated it.</exception>
    ValueTask<KeySignature> SignAsync(
        KeySlot slot, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> context = default, CancellationToken cancellationToken = default);

    /// <summary>Signs with this key, which is its slot's active one.</summary>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyPurposeException">It is for something else.</exception>
    /// <exception cref="KeyStateException">It is not active.</exception>
    ValueTask<KeySignature> SignAsync(
        KeyId id, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> context = default, CancellationToken cancellationToken = default);

    /// <summary>Whether a signature is by the key it names, and the key still counts. Why not is for the log.</summary>
    /// <exception cref="KeyStoreException">The key is unknown, and the store cannot be read to look for it.</exception>
    ValueTask<bool> VerifyAsync(
        KeySignature signature, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> context = default, CancellationToken cancellationToken = default);

    /// <summary>Makes a shared secret for the active key of a slot of <see cref="KeyPurpose.Sealing"/>.</summary>
    /// <returns>The encapsulation, which the caller disposes.</returns>
    /// <exception cref="UnknownKeyException">The slot has no active key.</exception>
    /// <exception cref="KeyPurposeException">The slot is for something else.</exception>
    /// <exception cref="KeyStateException">The key's lifetime is over, and nobody rotated it.</exception>
    ValueTask<KeyEncapsulation> EncapsulateAsync(KeySlot slot, CancellationToken cancellationToken = default);

    /// <summary>Recovers the shared secret of an encapsulation to a key of <see cref="KeyPurpose.Sealing"/>.</summary>
    /// <returns>The shared secret; the caller zeroes it.</returns>
    /// <exception cref="UnknownKeyException">There is no such key.</exception>
    /// <exception cref="KeyPurposeException">It is for something else.</exception>
    /// <exception cref="KeyStateException">It opens nothing any more.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The ciphertext is malformed.</exception>
    /// <exception cref="KeyStoreException">The key is unknown, and the store cannot be read to look for it.</exception>
    ValueTask<byte[]> DecapsulateAsync(KeyId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken = default);

    /// <summary>
    /// Seals data to the active key of a slot: of <see cref="KeyPurpose.Sealing"/>, as a <see cref="QuantumSeal"/> behind
    /// <c>u8 1 | key id (16)</c>; or of <see cref="KeyPurpose.SessionTickets"/>, <see cref="KeyPurpose.StoredChannels"/> or
    /// <see cref="KeyPurpose.StoredAnswers"/>, in the form of a ticket of protocol.md, section 6.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="plaintext">The data.</param>
    /// <param name="associatedData">What is authenticated with it and not sent in it.</param>
    /// <param name="cancellationToken">Gives up before sealing.</param>
    /// <exception cref="UnknownKeyException">The slot has no active key.</exception>
    /// <exception cref="KeyPurposeException">The slot is for something else.</exception>
    /// <exception cref="KeyStateException">The key's lifetime is over, and nobody rotated it.</exception>
    ValueTask<byte[]> SealAsync(
        KeySlot slot, ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens what <see cref="SealAsync"/> sealed to any key of this slot that still opens. Where the key is unknown the store is read, for
    /// <see cref="KeyPurpose.SessionTickets"/> at most every five seconds, as anybody can make one up: until then a key that another process
    /// made just now stays unknown.
    /// </summary>
    /// <returns>The data.</returns>
    /// <exception cref="KeyPurposeException">The slot is for something else.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// It is not authentic, or its key is unknown or opens nothing any more: one error, whatever the reason, which the log has.
    /// </exception>
    /// <exception cref="KeyStoreException">The key is unknown, and the store cannot be read to look for it.</exception>
    ValueTask<byte[]> OpenAsync(
        KeySlot slot, ReadOnlyMemory<byte> sealedData, ReadOnlyMemory<byte> associatedData = default, CancellationToken cancellationToken = default);
}
