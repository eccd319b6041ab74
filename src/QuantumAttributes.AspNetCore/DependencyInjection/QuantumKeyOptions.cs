using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.AspNetCore;

/// <summary>Where the application's keys are kept, and how they are protected there.</summary>
public sealed class QuantumKeyOptions
{
    internal string Directory { get; private set; } = "keys";

    internal Func<IServiceProvider, IKeyStore>? Store { get; private set; }

    internal Func<IServiceProvider, KeyProtection> Protection { get; private set; } = static _ => new NoProtection();

    internal string? Successions { get; private set; }

    /// <summary>Policies, approvals, and how often the ring is read. Its slots are filled in by the framework; add the application's own.</summary>
    public KeyRingOptions Ring { get; } = new();

    /// <summary>
    /// Keeps the keys in a directory of the file system, created with access for the application's user alone. Default: <c>keys</c>. A
    /// relative path is taken from the content root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void PersistToDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Directory = path;
        Store = null;
    }

    /// <summary>Keeps the keys in a store, such as a database that several servers share. The container of services disposes it.</summary>
    public void PersistTo(Func<IServiceProvider, IKeyStore> store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
    }

    /// <summary>
    /// Publishes who follows whom as this server's identity: a file with a line for each change, as <c>quantum keys succession --append</c>
    /// writes it. Clients that pin or remember an earlier identity then take the present one. A relative path is taken from the content root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void PublishSuccessions(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Successions = path;
    }

    /// <summary>
    /// Encrypts the keys under a passphrase, which stands in a file: one line, open to the application's user alone. A relative path is taken
    /// from the content root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void ProtectWithPassphraseFile(string path) => ProtectWithFile(path, static file => PassphraseProtection.FromFile(file));

    /// <summary>
    /// Encrypts the keys under the 32 bytes of a key file, such as <c>quantum keys new-key-file</c> makes. A relative path is taken from the
    /// content root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void ProtectWithKeyFile(string path) => ProtectWithFile(path, static file => SecretProtection.FromFile(file));

    /// <summary>Encrypts the keys under the 32 bytes that an environment variable holds in base64.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void ProtectWithEnvironment(string variable)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(variable);
        Protection = _ => SecretProtection.FromEnvironment(variable);
    }

    /// <summary>Encrypts the keys under a random key that ASP.NET Core's Data Protection protects, which the application has to register.</summary>
    public void ProtectWithDataProtection() =>
        Protection = static services => new DataProtectorProtection(services.GetRequiredService<IDataProtectionProvider>());

    /// <summary>Encrypts the keys in this way. The container of services disposes it.</summary>
    public void Protect(KeyProtection protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        Protection = _ => protection;
    }

    private void ProtectWithFile(string path, Func<string, KeyProtection> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Protection = services => open(Path.GetFullPath(path, services.GetRequiredService<IHostEnvironment>().ContentRootPath));
    }
}
