using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Stress.Faults;

/// <summary>A ring to which something happens: what it knew before must go on, writing fails as it should, and afterwards all is well.</summary>
internal sealed class RingUnderFault : IDisposable
{
    private readonly QuantumKeyManager _manager;
    private readonly List<KeySignature> _signatures = [];

    private RingUnderFault(IKeyStore store)
    {
        Store = store;
        _manager = Rings.Manager(store, KeyPurpose.Signing);
    }

    public IKeyStore Store { get; }

    /// <summary>A new ring of several keys.</summary>
    public static async Task<RingUnderFault> CreateAsync(IKeyStore store)
    {
        RingUnderFault ring = new(store);
        for (int key = 0; key < 4; key++)
            await ring.RotateAsync();
        return ring;
    }

    /// <summary>Verifies everything that was signed before, and signs.</summary>
    public async Task RequireWorkingAsync(string when)
    {
        foreach (KeySignature signature in _signatures)
            StressException.Require(await _manager.VerifyAsync(signature, Rings.Message), $"{when}, a signature is refused");
        KeySignature own = await _manager.SignAsync(KeyPurpose.Signing, Rings.Message);
        StressException.Require(await _manager.VerifyAsync(own, Rings.Message), $"{when}, a new signature is refused");
    }

    /// <summary>Rotates; false where the store could not be written and said so as it should.</summary>
    public async Task<bool> TryRotateAsync(string when)
    {
        try
        {
            await RotateAsync();
            return true;
        }
        catch (KeyStoreException)
        {
            return false;
        }
        catch (Exception e)
        {
            throw new StressException($"{when}, rotating fails by {e}");
        }
    }

    /// <summary>Rotating must fail, as typed, and everything known must go on.</summary>
    public async Task RequireNoWritingAsync(string when)
    {
        StressException.Require(!await TryRotateAsync(when), $"{when}, a rotation succeeds");
        await RequireWorkingAsync(when);
    }

    /// <summary>Nothing is torn, nothing lost, and writing works again.</summary>
    public async Task RequireRecoveredAsync(string when)
    {
        await Rings.RequireSoundAsync(Store);
        await RotateAsync();
        await Rings.RequireSoundAsync(Store);
        await RequireWorkingAsync(when);
        using QuantumKeyManager other = Rings.Manager(Store);
        foreach (KeySignature signature in _signatures)
            StressException.Require(await other.VerifyAsync(signature, Rings.Message), $"{when}, a new process refuses a signature");
    }

    public void Dispose() => _manager.Dispose();

    private async Task RotateAsync()
    {
        KeyDescription key = await _manager.RotateAsync(KeyPurpose.Signing);
        _signatures.Add(await _manager.SignAsync(key.Id, Rings.Message));
    }
}
