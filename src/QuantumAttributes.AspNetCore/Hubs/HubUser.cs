using System.Security.Claims;
using System.Security.Principal;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Channels.Hubs;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// The user of a connection, which SignalR asks for once: always what the channel says now, since a renewal proves the key again, and the identity's
/// store may say something else.
/// </summary>
/// <remarks>Safe to read from several threads; nothing can be added to it.</remarks>
internal sealed class HubUser(ServerHubChannel channel) : ClaimsPrincipal
{
    private static readonly ClaimsPrincipal _nobody = new(new ClaimsIdentity());

    private volatile Known? _known;

    public override IEnumerable<Claim> Claims => Now.Claims;

    public override IEnumerable<ClaimsIdentity> Identities => Now.Identities;

    public override IIdentity? Identity => Now.Identity;

    private ClaimsPrincipal Now
    {
        get
        {
            if (channel.SignIn is not { } signIn)
                return _nobody;
            if (_known is not { } known || known.SignIn != signIn)
                _known = known = new Known(signIn);
            return known.User;
        }
    }

    public override void AddIdentity(ClaimsIdentity identity) => throw ReadOnly();

    public override void AddIdentities(IEnumerable<ClaimsIdentity> identities) => throw ReadOnly();

    public override ClaimsPrincipal Clone() => Now.Clone();

    public override IEnumerable<Claim> FindAll(Predicate<Claim> match) => Now.FindAll(match);

    public override IEnumerable<Claim> FindAll(string type) => Now.FindAll(type);

    public override Claim? FindFirst(Predicate<Claim> match) => Now.FindFirst(match);

    public override Claim? FindFirst(string type) => Now.FindFirst(type);

    public override bool HasClaim(Predicate<Claim> match) => Now.HasClaim(match);

    public override bool HasClaim(string type, string value) => Now.HasClaim(type, value);

    public override bool IsInRole(string role) => Now.IsInRole(role);

    private static NotSupportedException ReadOnly() => new("Who the user of a hub's connection is, its handshake says, and nothing else.");

    private sealed class Known(HubSignIn signIn)
    {
        public HubSignIn SignIn { get; } = signIn;

        public ClaimsPrincipal User { get; } = new(new CallerIdentity(
            signIn.Identity, new QuantumProof(signIn.IsSession ? QuantumMechanism.Session : QuantumMechanism.Channel, signIn.AuthenticatedAt)));
    }
}
