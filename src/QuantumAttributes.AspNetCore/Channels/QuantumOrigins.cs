using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The origins that clients see: those of the options, or in Development, where there are none, the addresses that the server listens on.
/// Never a header: proxies rewrite Host, and attackers write it.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
public sealed class QuantumOrigins
{
    private readonly Lazy<IReadOnlyList<string>> _all;
    private readonly Lazy<Name[]> _names;

    /// <summary>Creates the origins of an application.</summary>
    public QuantumOrigins(IOptions<QuantumOptions> options, IHostEnvironment environment, IServer server)
    {
        IList<string> configured = options.Value.Origins;
        MayListen = configured.Count == 0 && environment.IsDevelopment();
        _all = new Lazy<IReadOnlyList<string>>(() => MayListen ? [.. ReadAddresses(server).Distinct()] : [.. configured.Select(Normalize)]);
        _names = new Lazy<Name[]>(() => [.. All.Select(Name.Of)]);
    }

    /// <summary>Every origin, the first configured one first. In Development only known once the server listens.</summary>
    public IReadOnlyList<string> All => _all.Value;

    /// <summary>Whether the addresses that the server listens on stand in for configured origins.</summary>
    internal bool MayListen { get; }

    /// <summary>The origin that a request means: the one with its host, or else the first.</summary>
    public string For(HttpRequest request) =>
        All.FirstOrDefault(origin => string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        ?? Find(request.Host.Value)?.Origin
        ?? All[0];

    /// <summary>Whether an authority (host, and port unless it is the scheme's own) is the one of an origin.</summary>
    public bool HasAuthority(string authority) => Find(authority) is not null;

    /// <summary>
    /// The authority that a request's signature has to cover (RFC 9421 §2.2.3): the origin's with its host. Where none has it, a proxy has
    /// rewritten the host, and it is the first configured origin's.
    /// </summary>
    /// <returns>The authority, or null: no origin is configured, or the endpoint was chosen by a host that nobody has signed.</returns>
    internal string? AuthorityFor(HttpRequest request)
    {
        if (Find(request.Host.Value) is { } name)
            return name.Authority;
        bool hostMatters = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IHostMetadata>() is { Hosts.Count: > 0 };
        return MayListen || hostMatters ? null : _names.Value[0].Authority;
    }

    /// <summary>Brings an origin into the form that is compared: scheme and host in lower case, no default port, no path.</summary>
    /// <exception cref="FormatException">It is not an http or https origin.</exception>
    internal static string Normalize(string origin)
    {
        bool valid = Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            && Ascii.IsValid(origin) // names in other scripts in their xn-- form, as the wire has them
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
        return valid ? uri!.GetLeftPart(UriPartial.Authority) : throw new FormatException($"'{origin}' is not an origin such as https://bank.example.");
    }

    private Name? Find(string? authority)
    {
        foreach (Name name in _names.Value)
        {
            if (string.Equals(name.Authority, authority, StringComparison.OrdinalIgnoreCase)
                || string.Equals(name.AuthorityWithPort, authority, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }

    private static IEnumerable<string> ReadAddresses(IServer server)
    {
        ICollection<string> addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (string address in addresses.DefaultIfEmpty("http://localhost")) // a test server listens nowhere
        {
            BindingAddress binding = BindingAddress.Parse(address);
            if (binding.IsUnixPipe || binding.IsNamedPipe)
                continue;
            foreach (string host in NamesOf(binding.Host))
                yield return Normalize($"{binding.Scheme}://{host}:{binding.Port}");
        }
    }

    // Wildcards and loopback addresses are reached under each of the loopback's names.
    private static string[] NamesOf(string host) =>
        host is "localhost" or "127.0.0.1" or "[::1]" or "0.0.0.0" or "[::]" or "*" or "+" ? ["localhost", "127.0.0.1", "[::1]"] : [host];

    // Proxies that are told to pass "host:port" name the scheme's own port as well.
    private sealed record Name(string Origin, string Authority, string AuthorityWithPort)
    {
        public static Name Of(string origin)
        {
            var uri = new Uri(origin);
            string withPort = uri.IsDefaultPort ? string.Create(CultureInfo.InvariantCulture, $"{uri.Authority}:{uri.Port}") : uri.Authority;
            return new Name(origin, uri.Authority, withPort);
        }
    }
}
