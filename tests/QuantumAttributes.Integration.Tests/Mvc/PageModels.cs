using Microsoft.AspNetCore.Mvc.RazorPages;

namespace QuantumAttributes.Integration.Tests.Mvc;

[QuantumChannel]
public class VaultModel : PageModel;

[QuantumAuth]
public class AccountModel : PageModel;

[QuantumAuth("teller")]
[QuantumChannel]
public class TellerModel : PageModel;

public class LobbyModel : PageModel;
